//! `GET /reports/overdue` and `GET /reports/claims`.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::loans::Loan;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::Page;
use crate::platform::problem::Problem;
use crate::platform::refs::{BranchRef, ItemRef, PatronRef};

use crate::reports::lists::{CLAIMS, OVERDUE};
use crate::reports::store::ClaimRow;

use super::{ListQuery, WaitQuery, deliver};

/// A loan past its due date.
#[derive(Serialize, ToSchema)]
pub(super) struct OverdueLoan {
    /// The loan.
    loan_id: Uuid,
    /// The item.
    item: ItemRef,
    /// Whose it is.
    patron: Option<PatronRef>,
    /// Where it began.
    branch: BranchRef,
    /// When.
    checked_out_at: DateTime<Utc>,
    /// When it was due.
    due_at: DateTime<Utc>,
    /// The day of that.
    due_on: NaiveDate,
    /// How many days ago that was, on the caller's day.
    #[schema(minimum = 0)]
    days_overdue: i64,
    /// How often it was renewed.
    #[schema(minimum = 0)]
    renewals_count: i64,
    /// What the fine would grow by if the item came back now; minor units.
    #[schema(minimum = 0)]
    accruing_fine: i64,
}

/// A loan whose patron says that the item was returned.
#[derive(Serialize, ToSchema)]
pub(super) struct ReturnClaim {
    /// The loan.
    loan_id: Uuid,
    /// The item.
    item: ItemRef,
    /// Who says so.
    patron: PatronRef,
    /// Where the loan began.
    branch: BranchRef,
    /// Since when.
    claimed_at: DateTime<Utc>,
    /// The day it was due.
    due_on: NaiveDate,
}

/// List overdue loans.
///
/// Those due first at the top, without lost and claimed items; of a branch: those that began there. With
/// `Accept: text/csv` all of them as a table. Leaves an audit row that says how many patrons were shown.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "reports",
    operation_id = "listOverdueLoans",
    params(WaitQuery),
    responses((status = 200, description = "A page of the list, or the whole of it as a table.", content(
        (Page<OverdueLoan> = "application/json"), (String = "text/csv")))),
    security(("staff" = []))
)]
#[get("/reports/overdue")]
pub(super) async fn list_overdue(
    req: HttpRequest,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<WaitQuery>,
) -> Result<HttpResponse, Problem> {
    deliver(&req, desk, db, &OVERDUE, query.0, |loan: Loan, desk| OverdueLoan {
        loan_id: loan.id,
        item: loan.item,
        patron: loan.patron,
        branch: loan.branch,
        checked_out_at: loan.checked_out_at,
        due_at: loan.due_at,
        due_on: loan.due_on,
        days_overdue: (desk.today - loan.due_on).num_days().max(0),
        renewals_count: loan.renewals_count,
        accruing_fine: loan.accruing_fine,
    })
    .await
}

/// List claims of a return.
///
/// Open loans whose patron says that the item was returned, the oldest claim at the top; of a branch: loans that began
/// there. With `Accept: text/csv` all of them as a table. Leaves an audit row that says how many patrons were shown.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "reports",
    operation_id = "listReturnClaims",
    params(ListQuery),
    responses((status = 200, description = "A page of the list, or the whole of it as a table.", content(
        (Page<ReturnClaim> = "application/json"), (String = "text/csv")))),
    security(("staff" = []))
)]
#[get("/reports/claims")]
pub(super) async fn list_claims(
    req: HttpRequest,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    deliver(&req, desk, db, &CLAIMS, query.0.into(), |row: ClaimRow, _| {
        ReturnClaim {
            loan_id: row.loan_id,
            item: row.item.0,
            patron: row.patron.0,
            branch: row.branch.0,
            claimed_at: row.claimed_at,
            due_on: row.due_on,
        }
    })
    .await
}
