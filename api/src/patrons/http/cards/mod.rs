//! `POST /patrons/{id}/cards` and `PUT /patrons/{id}/pin`.

pub(in crate::patrons::http) mod next_number;
pub(in crate::patrons::http) mod renew;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, LOCATION};
use actix_web::{HttpResponse, post, put, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::patrons::cards::{OldCard, replace};
use crate::patrons::pin::{self, Pin};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key, Optional};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::password::Passwords;
use crate::platform::problem::{FieldCode, Problem};

use crate::patrons::http::fields;
use crate::patrons::http::patron::Patron;

/// A new card.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"number": "20000000018", "old_state": "lost"}))]
pub(in crate::patrons::http) struct NewCard {
    /// What it says; the next number of the patron's branch unless said otherwise.
    #[validate(length(min = 1, max = 40), custom(function = fields::card_number))]
    #[schema(min_length = 1, max_length = 40)]
    number: Option<String>,
    /// What became of the card in use until now.
    old_state: OldCardState,
}

/// What became of a card.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::patrons::http) enum OldCardState {
    /// The new one takes its place.
    Replaced,
    /// Nobody knows where it is.
    Lost,
}

/// A new PIN.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::patrons::http) struct NewPin {
    /// 4 to 8 digits; neither the year of birth nor the end of the card number.
    #[validate(custom(function = fields::pin))]
    #[schema(min_length = 4, max_length = 8, pattern = "^[0-9]{4,8}$", format = Password, example = "2580")]
    pin: String,
}

/// Give a patron a new card.
///
/// The old number stays theirs: a desk that scans it finds the patron and is told what became of the card.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "replacePatronCard",
    params(("id" = Uuid, Path, description = "The patron."), openapi::OptionalIdempotencyKey),
    request_body = NewCard,
    responses(
        (status = 201, description = "The patron with the new card.", body = Patron),
        (status = 409, description = "Problem: already-exists (the number), conflict (merged, anonymised, or no number left), in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/patrons/{id}/cards")]
pub(in crate::patrons::http) async fn replace_patron_card(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key<Optional>,
    body: Json<NewCard>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let number = fields::barcode_if_given("/number", body.0.number.as_deref())?;
    let old = match body.0.old_state {
        OldCardState::Replaced => OldCard::Replaced,
        OldCardState::Lost => OldCard::Lost,
    };
    let caller = (desk.begin(), desk.staff_id);
    let mut response = idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        replace(conn, &desk, id, number.as_ref(), old).map(Patron::from)
    })
    .await?;
    let location = HeaderValue::from_str(&format!("/api/v1/patrons/{id}"))
        .map_err(|error| Problem::internal(&error.to_string()))?;
    response.headers_mut().insert(LOCATION, location);
    Ok(response)
}

/// Set a patron's PIN.
///
/// Whatever was signed in by the old one is signed out. Nobody can read a PIN.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "setPatronPin",
    params(("id" = Uuid, Path, description = "The patron.")),
    request_body = NewPin,
    responses(
        (status = 204, description = "Set."),
        (status = 409, description = "Problem: conflict (the record was merged or anonymised)."),
    ),
    security(("staff" = []))
)]
#[put("/patrons/{id}/pin")]
pub(in crate::patrons::http) async fn set_patron_pin(
    desk: Desk,
    db: web::Data<Db>,
    passwords: web::Data<Passwords>,
    id: web::Path<Uuid>,
    body: Json<NewPin>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let pin = Pin::parse(&body.0.pin).ok_or_else(|| Problem::field("/pin", FieldCode::Pin, "4 to 8 digits."))?;
    let hash = passwords.hash(pin.secret().to_owned()).await?;
    db.write(desk.begin(), move |conn| pin::set(conn, &desk, id, (&pin, &hash)))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
