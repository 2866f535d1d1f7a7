//! `GET /reports/expired-cards`.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::Page;
use crate::platform::problem::Problem;
use crate::platform::refs::{BranchRef, CodeRef, PatronRef};

use crate::reports::lists::EXPIRED_CARDS;
use crate::reports::store::CardRow;

use super::{WaitQuery, deliver};

/// A patron whose card is over.
#[derive(Serialize, ToSchema)]
pub(super) struct ExpiredCard {
    /// The patron.
    patron: PatronRef,
    /// The last day the card was good for.
    expires_on: NaiveDate,
    /// The patron's category.
    category: CodeRef,
    /// Where the patron is at home.
    home_branch: BranchRef,
    /// How many items they still have out.
    #[schema(minimum = 0)]
    open_loans: i64,
    /// What they owe; negative for a credit; minor units.
    balance: i64,
}

/// List expired cards.
///
/// The last to expire at the top; of a branch: patrons at home there. With `Accept: text/csv` all of them as a table.
/// Leaves an audit row that says how many patrons were shown.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "reports",
    operation_id = "listExpiredCards",
    params(WaitQuery),
    responses((status = 200, description = "A page of the list, or the whole of it as a table.", content(
        (Page<ExpiredCard> = "application/json"), (String = "text/csv")))),
    security(("staff" = []))
)]
#[get("/reports/expired-cards")]
pub(super) async fn list_expired_cards(
    req: HttpRequest,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<WaitQuery>,
) -> Result<HttpResponse, Problem> {
    deliver(&req, desk, db, &EXPIRED_CARDS, query.0, |row: CardRow, _| ExpiredCard {
        patron: row.patron.0,
        expires_on: row.expires_on,
        category: row.category.0,
        home_branch: row.home_branch.0,
        open_loans: row.open_loans,
        balance: row.balance,
    })
    .await
}
