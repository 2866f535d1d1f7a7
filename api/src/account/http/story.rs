//! `GET /loans/{id}/account`.

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::account::problem::MoneyError;
use crate::account::story::{self, StoryLine};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::problem::Problem;
use crate::platform::refs::{BranchRef, StaffRef};

use super::EntryKind;
use super::fine::Fine;

/// The money of one loan.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LoanAccount {
    /// What was charged for it, newest first.
    #[schema(max_items = 200)]
    fines: Vec<Fine>,
    /// What happened to that, oldest first.
    entries: Vec<LoanEntry>,
}

/// What happened to a fine of a loan.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LoanEntry {
    /// The entry of the ledger.
    id: Uuid,
    /// What it does.
    kind: EntryKind,
    /// What it did to the fine, in minor units: debits positive, credits negative.
    amount: i64,
    /// The fine.
    fine_id: Uuid,
    /// When it was made.
    at: DateTime<Utc>,
    /// Where it was made.
    branch: BranchRef,
    /// Who made it; null when the service did.
    staff: Option<StaffRef>,
    /// Why.
    reason: Option<String>,
}

/// Read the money of a loan.
///
/// What was charged for it, and what became of that: paid, waived, written off, given back.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "getLoanAccount",
    params(("id" = Uuid, Path, description = "The loan.")),
    responses((status = 200, description = "Its fines and their entries.", body = LoanAccount)),
    security(("staff" = []))
)]
#[get("/loans/{id}/account")]
pub(super) async fn get_loan_account(_: Desk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    let (fines, lines) = db
        .snapshot(move |conn| story::read(conn, *id)?.ok_or(MoneyError::NotFound))
        .await?;
    Ok(HttpResponse::Ok().json(LoanAccount {
        fines: fines.into_iter().map(Fine::from).collect(),
        entries: lines.into_iter().map(LoanEntry::from).collect(),
    }))
}

impl From<StoryLine> for LoanEntry {
    fn from(line: StoryLine) -> Self {
        Self {
            id: line.id,
            kind: line.kind.into(),
            amount: line.amount,
            fine_id: line.fine_id,
            at: line.at,
            branch: line.branch,
            staff: line.staff,
            reason: line.reason,
        }
    }
}
