//! `GET /reports/lost` and `GET /reports/in-transit`.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::Page;
use crate::platform::problem::Problem;
use crate::platform::refs::{BranchRef, ItemRef, PatronRef};

use crate::reports::lists::{IN_TRANSIT, LOST};
use crate::reports::store::{AwayRow, LostRow};

use super::{ListQuery, WaitQuery, deliver};

/// An item that counts as lost.
#[derive(Serialize, ToSchema)]
pub(super) struct LostItem {
    /// The item.
    item: ItemRef,
    /// Since when.
    lost_at: DateTime<Utc>,
    /// The loan on which it was lost, while that is open.
    loan_id: Option<Uuid>,
    /// Who had it on that loan.
    patron: Option<PatronRef>,
    /// Where it belongs.
    home_branch: BranchRef,
    /// What it costs to replace, where that is recorded; minor units.
    #[schema(minimum = 0)]
    replacement_price: Option<i64>,
    /// What is owed for the loan; minor units.
    #[schema(minimum = 0)]
    owed: i64,
}

/// An item under way between branches.
#[derive(Serialize, ToSchema)]
pub(super) struct ItemInTransit {
    /// The item.
    item: ItemRef,
    /// Since when.
    sent_at: DateTime<Utc>,
    /// For how many days.
    #[schema(minimum = 0)]
    days_in_transit: i64,
    /// Where it left.
    from_branch: BranchRef,
    /// Where it is to come.
    to_branch: BranchRef,
}

/// List lost items.
///
/// The longest lost at the top; of a branch: those at home there. With `Accept: text/csv` all of them as a table. Leaves an
/// audit row that says how many patrons were shown.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "reports",
    operation_id = "listLostItems",
    params(ListQuery),
    responses((status = 200, description = "A page of the list, or the whole of it as a table.", content(
        (Page<LostItem> = "application/json"), (String = "text/csv")))),
    security(("staff" = []))
)]
#[get("/reports/lost")]
pub(super) async fn list_lost(
    req: HttpRequest,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    deliver(&req, desk, db, &LOST, query.0.into(), |row: LostRow, _| LostItem {
        item: row.item.0,
        lost_at: row.lost_at,
        loan_id: row.loan_id,
        patron: row.patron.map(|patron| patron.0),
        home_branch: row.home_branch.0,
        replacement_price: row.replacement_price,
        owed: row.owed,
    })
    .await
}

/// List items that are under way for long.
///
/// The longest under way at the top; of a branch: those that left it or are to come there. With `Accept: text/csv` all of
/// them as a table.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "reports",
    operation_id = "listItemsInTransit",
    params(WaitQuery),
    responses((status = 200, description = "A page of the list, or the whole of it as a table.", content(
        (Page<ItemInTransit> = "application/json"), (String = "text/csv")))),
    security(("staff" = []))
)]
#[get("/reports/in-transit")]
pub(super) async fn list_in_transit(
    req: HttpRequest,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<WaitQuery>,
) -> Result<HttpResponse, Problem> {
    deliver(&req, desk, db, &IN_TRANSIT, query.0, |row: AwayRow, desk| {
        ItemInTransit {
            item: row.item.0,
            sent_at: row.sent_at,
            days_in_transit: (desk.now - row.sent_at).num_days().max(0),
            from_branch: row.from_branch.0,
            to_branch: row.to_branch.0,
        }
    })
    .await
}
