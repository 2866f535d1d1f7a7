//! `/loans/{id}/losses`, `/loans/{id}/claims` and `/loans/{id}/claim-resolutions`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::loans::losses::{self, Claim, Resolution};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;
use crate::platform::text;

use super::LoanBody;

/// What the patron says about an item.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"claimed_at": "2026-03-09T17:30:00Z", "note": "Put it into the book drop at Riverside"}))]
pub(super) struct NewClaim {
    /// When it was returned: not before the loan, not after now.
    claimed_at: DateTime<Utc>,
    /// Where and to whom.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    note: Option<String>,
}

/// How a claim ends without the item.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"resolution": "missing"}))]
pub(super) struct NewClaimResolution {
    /// How.
    resolution: ClaimResolutionByHand,
}

/// How a claim ends without the item.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ClaimResolutionByHand {
    /// The patron is believed: the loan ends, the item is missing, nothing is owed.
    Missing,
    /// The patron is not: the item is lost, and charged.
    Lost,
    /// The patron has it after all: the loan goes on.
    TakenBack,
}

/// Declare an item lost.
///
/// Charges the overdue fine so far, the item and its handling. The loan stays on its patron until the charge for the item
/// is settled or the item comes to light.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "loans",
    operation_id = "declareLost",
    params(("id" = Uuid, Path, description = "The loan."), openapi::IdempotencyKey),
    responses(
        (status = 200, description = "The loan as it is now.", body = LoanBody),
        (status = 409, description = "Problem: already-lost, loan-closed, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/loans/{id}/losses")]
pub(super) async fn declare_lost(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
) -> Result<HttpResponse, Problem> {
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &(), StatusCode::OK, move |conn| {
        losses::declare(conn, &desk, *id).map(|loan| LoanBody::told(loan, desk.now, Vec::new()))
    })
    .await
}

/// Claim an item returned.
///
/// The patron says it was. It stays on them without a fine while the library looks; what is owed for its loss is taken
/// back.
///
/// Permissions: staff, assistants up to the library's `claims_max` for a patron; nobody on their own account.
#[utoipa::path(
    tag = "loans",
    operation_id = "claimReturned",
    params(("id" = Uuid, Path, description = "The loan."), openapi::IdempotencyKey),
    request_body = NewClaim,
    responses(
        (status = 200, description = "The loan as it is now.", body = LoanBody),
        (status = 409, description = "Problem: already-claimed, loan-closed, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/loans/{id}/claims")]
pub(super) async fn claim_returned(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<NewClaim>,
) -> Result<HttpResponse, Problem> {
    let claim = Claim {
        claimed_at: body.0.claimed_at,
        note: body.0.note.as_deref().map(text::kept),
    };
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        losses::claim(conn, &desk, *id, &claim).map(|loan| LoanBody::told(loan, desk.now, Vec::new()))
    })
    .await
}

/// Resolve a claim.
///
/// Without the item: an item that is handed in ends the claim at its check-in.
///
/// Permissions: staff; nobody is believed on their own account.
#[utoipa::path(
    tag = "loans",
    operation_id = "resolveClaim",
    params(("id" = Uuid, Path, description = "The loan."), openapi::IdempotencyKey),
    request_body = NewClaimResolution,
    responses(
        (status = 200, description = "The loan as it is now.", body = LoanBody),
        (status = 409, description = "Problem: not-claimed, loan-closed, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/loans/{id}/claim-resolutions")]
pub(super) async fn resolve_claim(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<NewClaimResolution>,
) -> Result<HttpResponse, Problem> {
    let resolution = match body.0.resolution {
        ClaimResolutionByHand::Missing => Resolution::Missing,
        ClaimResolutionByHand::Lost => Resolution::Lost,
        ClaimResolutionByHand::TakenBack => Resolution::TakenBack,
    };
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        losses::resolve(conn, &desk, *id, resolution).map(|loan| LoanBody::told(loan, desk.now, Vec::new()))
    })
    .await
}
