//! `/patrons/{id}/messages`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, post, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::patrons::messages;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key, Optional};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;

use crate::patrons::http::fields;
use crate::patrons::http::patron::{Message, MessageAudience};

/// Something to be said to the desk or to the patron.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"audience": "desk", "body": "Lost property: a blue scarf", "ends_on": "2027-01-31"}))]
pub(in crate::patrons::http) struct NewPatronMessage {
    /// Whom it is for.
    audience: MessageAudience,
    /// What it says.
    #[validate(length(min = 1, max = 2000), custom(function = fields::lines))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    body: String,
    /// The last day it is shown, today or later; null until it is taken down.
    #[validate(custom(function = fields::date))]
    ends_on: Option<NaiveDate>,
}

/// Leave a message on a patron's record.
///
/// For the staff who serve the patron, or for the patron to read.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "leavePatronMessage",
    params(("id" = Uuid, Path, description = "The patron."), openapi::OptionalIdempotencyKey),
    request_body = NewPatronMessage,
    responses(
        (status = 201, description = "The message.", body = Message,
            headers(("Location" = String, description = "The message."))),
        (status = 409, description = "Problem: conflict (the record was merged or anonymised), in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/patrons/{id}/messages")]
pub(in crate::patrons::http) async fn leave_patron_message(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key<Optional>,
    body: Json<NewPatronMessage>,
) -> Result<HttpResponse, Problem> {
    let (id, audience) = (id.into_inner(), body.0.audience.into());
    let (text, ends_on) = (fields::kept(&body.0.body), body.0.ends_on);
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        messages::leave(conn, &desk, id, audience, (&text, ends_on)).map(Message::from)
    })
    .await
}

/// Take a message down.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "takeDownPatronMessage",
    params(
        ("id" = Uuid, Path, description = "The patron."),
        ("message_id" = Uuid, Path, description = "The message."),
    ),
    responses(
        (status = 204, description = "Taken down."),
        (status = 409, description = "Problem: conflict (the record was merged or anonymised)."),
    ),
    security(("staff" = []))
)]
#[delete("/patrons/{id}/messages/{message_id}")]
pub(in crate::patrons::http) async fn take_down_patron_message(
    desk: Desk,
    db: web::Data<Db>,
    ids: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let (patron_id, id) = ids.into_inner();
    db.write(desk.begin(), move |conn| {
        messages::take_down(conn, &desk, patron_id, id)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
