//! `/patrons/{id}/restrictions` and `/patrons/{id}/guardians`.

pub(in crate::patrons::http) mod messages;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, LOCATION};
use actix_web::{HttpResponse, delete, post, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::patrons::store::NewGuardian;
use crate::patrons::{guardians, restrictions};
use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::idempotency::{self, Key, Optional};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;

use crate::patrons::http::fields;
use crate::patrons::http::patron::{Guardian, Restriction};

/// Something to hold against lending.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Address to be confirmed", "ends_on": null}))]
pub(in crate::patrons::http) struct NewRestriction {
    /// Why, for the desk.
    #[validate(length(min = 1, max = 500), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    reason: String,
    /// Its last day, today or later; null until a supervisor lifts it.
    #[validate(custom(function = fields::date))]
    ends_on: Option<NaiveDate>,
}

/// Who is to answer for a minor.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::patrons::http) struct NewGuardianLink {
    /// The guardian, an adult.
    guardian_id: Uuid,
    /// Whether they see what the minor owes.
    sees_charges: bool,
    /// Whether they see what the minor has on loan.
    sees_loans: bool,
    /// The link's last day; null until the minor grows up, which is also the latest.
    #[validate(custom(function = fields::date))]
    ends_on: Option<NaiveDate>,
}

/// Restrict a patron.
///
/// Check-outs are refused until its last day has passed or a supervisor lifts it.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "restrictPatron",
    params(("id" = Uuid, Path, description = "The patron."), openapi::OptionalIdempotencyKey),
    request_body = NewRestriction,
    responses(
        (status = 201, description = "The restriction.", body = Restriction),
        (status = 409, description = "Problem: conflict (the record was merged or anonymised), in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/patrons/{id}/restrictions")]
pub(in crate::patrons::http) async fn restrict_patron(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key<Optional>,
    body: Json<NewRestriction>,
) -> Result<HttpResponse, Problem> {
    let (id, reason, ends_on) = (id.into_inner(), fields::kept(&body.0.reason), body.0.ends_on);
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        restrictions::add(conn, &desk, id, (&reason, ends_on)).map(Restriction::from)
    })
    .await
}

/// Lift a restriction.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "patrons",
    operation_id = "liftPatronRestriction",
    params(
        ("id" = Uuid, Path, description = "The patron."),
        ("restriction_id" = Uuid, Path, description = "The restriction."),
    ),
    responses(
        (status = 204, description = "Lifted."),
        (status = 409, description = "Problem: conflict (the record was merged or anonymised)."),
    ),
    security(("staff" = []))
)]
#[delete("/patrons/{id}/restrictions/{restriction_id}")]
pub(in crate::patrons::http) async fn lift_patron_restriction(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    ids: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let (patron_id, id) = ids.into_inner();
    db.write(desk.begin(), move |conn| restrictions::lift(conn, &desk, patron_id, id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Link a guardian to a minor.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "linkGuardian",
    params(("id" = Uuid, Path, description = "The minor."), openapi::OptionalIdempotencyKey),
    request_body = NewGuardianLink,
    responses(
        (status = 201, description = "The link.", body = Guardian,
            headers(("Location" = String, description = "The link."))),
        (status = 409, description = "Problem: already-exists (the link), conflict (not a minor, merged or anonymised), in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/patrons/{id}/guardians")]
pub(in crate::patrons::http) async fn link_guardian(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key<Optional>,
    body: Json<NewGuardianLink>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let link = NewGuardian {
        guardian_id: body.0.guardian_id,
        sees_charges: body.0.sees_charges,
        sees_loans: body.0.sees_loans,
        ends_on: body.0.ends_on,
    };
    let location = format!("/api/v1/patrons/{id}/guardians/{}", link.guardian_id);
    let caller = (desk.begin(), desk.staff_id);
    let mut response = idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        guardians::add(conn, &desk, id, &link).map(Guardian::from)
    })
    .await?;
    let location = HeaderValue::from_str(&location).map_err(|error| Problem::internal(&error.to_string()))?;
    response.headers_mut().insert(LOCATION, location);
    Ok(response)
}

/// End a guardian's link.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "unlinkGuardian",
    params(
        ("id" = Uuid, Path, description = "The minor."),
        ("guardian_id" = Uuid, Path, description = "The guardian."),
    ),
    responses(
        (status = 204, description = "Ended."),
        (status = 409, description = "Problem: conflict (the record was merged or anonymised)."),
    ),
    security(("staff" = []))
)]
#[delete("/patrons/{id}/guardians/{guardian_id}")]
pub(in crate::patrons::http) async fn unlink_guardian(
    desk: Desk,
    db: web::Data<Db>,
    ids: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let (patron_id, guardian_id) = ids.into_inner();
    db.write(desk.begin(), move |conn| {
        guardians::remove(conn, &desk, patron_id, guardian_id)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
