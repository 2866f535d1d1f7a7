//! `POST /patrons/{id}/card-renewals`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::patrons::cards::{Renewal, renew};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;

/// How to renew a card.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub(in crate::patrons::http) struct NewCardRenewal {
    /// The category to renew in; the patron's own unless said otherwise. Needed once they have grown out of that.
    patron_category_id: Option<Uuid>,
}

/// A card that is good for longer.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::patrons::http) struct CardRenewal {
    /// The renewal.
    id: Uuid,
    /// Whose card.
    patron_id: Uuid,
    /// When.
    renewed_at: DateTime<Utc>,
    /// The last day it was good for.
    expires_on_before: NaiveDate,
    /// The last day it is good for now; null is for ever.
    expires_on: Option<NaiveDate>,
    /// What was charged, in minor units; null when nothing was.
    #[schema(minimum = 1)]
    fee: Option<i64>,
}

/// Renew a patron's card.
///
/// For as long as the category enrols, counted from today, from the card's last day or from the later of the two, as
/// the library has set. Charges the category's enrolment fee again where the library says so.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "renewPatronCard",
    params(("id" = Uuid, Path, description = "The patron."), openapi::IdempotencyKey),
    request_body = NewCardRenewal,
    responses(
        (status = 201, description = "Renewed.", body = CardRenewal,
            headers(("Location" = String, description = "The renewal."))),
        (status = 409, description = "Problem: conflict (good for as long already, merged or anonymised), in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/patrons/{id}/card-renewals")]
pub(in crate::patrons::http) async fn renew_patron_card(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<NewCardRenewal>,
) -> Result<HttpResponse, Problem> {
    let (id, category_id) = (id.into_inner(), body.0.patron_category_id);
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        renew(conn, &desk, id, category_id).map(CardRenewal::from)
    })
    .await
}

impl From<Renewal> for CardRenewal {
    fn from(renewal: Renewal) -> Self {
        Self {
            id: renewal.id,
            patron_id: renewal.patron_id,
            renewed_at: renewal.renewed_at,
            expires_on_before: renewal.expires_on_before,
            expires_on: renewal.expires_on,
            fee: renewal.fee,
        }
    }
}
