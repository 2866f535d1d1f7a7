//! `/fines/{id}/waivers`, `/fines/{id}/write-offs` and `/fines/{id}/refunds`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::account::fines::{forgive, refund};
use crate::account::http::fine::Fine;
use crate::account::payments::ReceiptBody;
use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::idempotency::{self, Key};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::payment_method::PaymentMethod;
use crate::platform::problem::Problem;
use crate::platform::text;

/// How much of a fine the library does without, and why.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount": 150, "reason": "Was in hospital"}))]
pub(super) struct FineForgiveness {
    /// In minor units; all that is owed of it, if left out.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    #[serde(default)]
    amount: Option<i64>,
    /// Why.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    reason: String,
}

/// How much of what was paid goes back, how, and why.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount": 150, "method": "cash", "reason": "Charged by mistake"}))]
pub(super) struct FineRefund {
    /// In minor units; all that was paid, if left out.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    #[serde(default)]
    amount: Option<i64>,
    /// How it goes back.
    method: PaymentMethod,
    /// Why.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    reason: String,
}

/// Waive a fine.
///
/// All that is owed of it, or a part.
///
/// Permissions: staff, assistants up to the library's `assistant_waiver_max`; nobody on their own account.
#[utoipa::path(
    tag = "account",
    operation_id = "waiveFine",
    params(("id" = Uuid, Path, description = "The fine."), openapi::IdempotencyKey),
    request_body = FineForgiveness,
    responses(
        (status = 200, description = "The fine as it stands now.", body = Fine),
        (status = 409, description = "Problem: nothing-owed, beyond-owed, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/fines/{id}/waivers")]
pub(super) async fn waive_fine(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<FineForgiveness>,
) -> Result<HttpResponse, Problem> {
    let (wanted, reason) = ((*id, body.0.amount), text::kept(&body.0.reason));
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        forgive::waive(conn, &desk, wanted, &reason).map(Fine::from)
    })
    .await
}

/// Write a fine off.
///
/// The library does not expect the money any more. What was written off is never given back.
///
/// Permissions: supervisor; nobody on their own account.
#[utoipa::path(
    tag = "account",
    operation_id = "writeOffFine",
    params(("id" = Uuid, Path, description = "The fine."), openapi::IdempotencyKey),
    request_body = FineForgiveness,
    responses(
        (status = 200, description = "The fine as it stands now.", body = Fine),
        (status = 409, description = "Problem: nothing-owed, beyond-owed, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/fines/{id}/write-offs")]
pub(super) async fn write_off_fine(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<FineForgiveness>,
) -> Result<HttpResponse, Problem> {
    let (wanted, reason) = ((*id, body.0.amount), text::kept(&body.0.reason));
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        forgive::write_off(conn, &desk, wanted, &reason).map(Fine::from)
    })
    .await
}

/// Refund a fine.
///
/// Gives back what was paid for it, or a part. The fine is owed again then; waive it, too, when it should be gone.
///
/// Permissions: staff; nobody on their own account.
#[utoipa::path(
    tag = "account",
    operation_id = "refundFine",
    params(("id" = Uuid, Path, description = "The fine."), openapi::IdempotencyKey),
    request_body = FineRefund,
    responses((status = 201, description = "The receipt.", body = ReceiptBody, headers(("Location" = String, description = "Its address.")))),
    security(("staff" = []))
)]
#[post("/fines/{id}/refunds")]
pub(super) async fn refund_fine(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<FineRefund>,
) -> Result<HttpResponse, Problem> {
    let (wanted, reason) = ((*id, body.0.amount), text::kept(&body.0.reason));
    let (caller, key, method) = ((desk.begin(), desk.staff_id), key.at("/api/v1/receipts"), body.0.method);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        refund::refund(conn, &desk, wanted, (method, &reason)).map(ReceiptBody::from)
    })
    .await
}
