//! `POST /loans/{id}/renewals` and `POST /patrons/{id}/renewals`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::auth::override_grant::GrantToken;
use crate::loans::renew::{RenewalResult, renew, renew_all};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;
use crate::platform::refs::ItemRef;

use super::{BlockBody, LoanBody, LoanFine, OverrideBody};

/// A renewal.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRenewal {
    /// What the caller accepts of the blocks of an earlier refusal.
    #[validate(nested)]
    #[serde(default)]
    r#override: Option<OverrideBody>,
}

/// Nothing needs to be said.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRenewals {}

/// A loan renewed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Renewal {
    /// The loan as it is now.
    loan: LoanBody,
    /// When it was due before.
    due_at_before: DateTime<Utc>,
    /// The overdue fine so far, which the renewal charged.
    fine: Option<LoanFine>,
}

/// What became of each of a patron's loans, by due date.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Renewals {
    /// A result a loan.
    #[schema(max_items = 10000)]
    results: Vec<RenewalResultBody>,
}

/// What became of one loan.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RenewalResult)]
pub(super) struct RenewalResultBody {
    /// The loan.
    loan_id: Uuid,
    /// Its item.
    item: ItemRef,
    /// Whether it was renewed.
    is_renewed: bool,
    /// When it is due now.
    due_at: DateTime<Utc>,
    /// Why it was not renewed.
    #[schema(value_type = Vec<openapi::BlockBody>, max_items = 40)]
    blocks: Vec<BlockBody>,
}

impl From<RenewalResult> for RenewalResultBody {
    fn from(result: RenewalResult) -> Self {
        Self {
            loan_id: result.loan_id,
            item: result.item,
            is_renewed: result.blocks.is_empty(),
            due_at: result.due_at,
            blocks: result.blocks,
        }
    }
}

/// Renew a loan.
///
/// Counts from the due date or from today, as the loan's policy says, and never shortens it. An overdue loan is charged
/// its fine so far.
///
/// Permissions: staff; blocks of level supervisor by a supervisor or with an Override-Grant.
#[utoipa::path(
    tag = "loans",
    operation_id = "renewLoan",
    params(("id" = Uuid, Path, description = "The loan."), openapi::IdempotencyKey, openapi::OverrideGrant),
    request_body = NewRenewal,
    responses(
        (status = 201, description = "Renewed.", body = Renewal),
        (status = 409, description = "Blocked, ended, or the same deed is being done."),
    ),
    security(("staff" = []))
)]
#[post("/loans/{id}/renewals")]
pub(super) async fn renew_loan(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    grant: GrantToken,
    body: Json<NewRenewal>,
) -> Result<HttpResponse, Problem> {
    let wanted = OverrideBody::with(body.0.r#override.as_ref(), grant);
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        renew(conn, &desk, *id, &wanted).map(|done| Renewal {
            loan: LoanBody::told(done.loan, desk.now, Vec::new()),
            due_at_before: done.due_at_before,
            fine: done.fine.map(LoanFine::from),
        })
    })
    .await
}

/// Renew all loans of a patron.
///
/// Each loan is renewed or says why not. Nothing is overridden.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "loans",
    operation_id = "renewPatronLoans",
    params(("id" = Uuid, Path, description = "The patron."), openapi::IdempotencyKey),
    request_body = NewRenewals,
    responses((status = 200, description = "A result a loan.", body = Renewals)),
    security(("staff" = []))
)]
#[post("/patrons/{id}/renewals")]
pub(super) async fn renew_patron_loans(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<NewRenewals>,
) -> Result<HttpResponse, Problem> {
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        let results = renew_all(conn, &desk, *id)?;
        Ok::<_, crate::loans::problem::LoanError>(Renewals {
            results: results.into_iter().map(RenewalResultBody::from).collect(),
        })
    })
    .await
}
