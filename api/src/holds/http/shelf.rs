//! `GET /hold-shelf`.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::holds::Hold;
use crate::holds::store::shelf::{OnShelf, ShelfFilter, page};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;
use crate::platform::refs::ItemRef;

use super::HoldBody;

/// Which items.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct HoldShelfQuery {
    /// On the shelf of this branch; else of the desk's.
    branch_id: Option<Uuid>,
    /// Only these.
    #[param(inline)]
    state: Option<ShelfState>,
    /// Rows on a page.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// next_cursor of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// Why an item is on the hold shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ShelfState {
    /// It waits for its patron.
    Waiting,
    /// Nobody waits for it any more: it is to be checked in.
    ToClear,
}

/// An item on the hold shelf.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HoldShelfEntry {
    /// The item.
    item: ItemRef,
    /// Why it is there.
    state: ShelfState,
    /// Since when.
    since: DateTime<Utc>,
    /// The hold it waits for, or waited for last; null when there was none.
    hold: Option<HoldBody>,
}

impl From<(OnShelf, Option<Hold>)> for HoldShelfEntry {
    fn from((row, hold): (OnShelf, Option<Hold>)) -> Self {
        Self {
            item: row.item.0,
            state: if row.is_to_clear {
                ShelfState::ToClear
            } else {
                ShelfState::Waiting
            },
            since: row.since,
            hold: hold.map(HoldBody::from),
        }
    }
}

/// List the hold shelf.
///
/// What waits there, longest first, and what is to be cleared away: its hold was cancelled or nobody came in time. An item
/// is cleared by checking it in.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "holds",
    operation_id = "listHoldShelf",
    params(HoldShelfQuery),
    responses((status = 200, description = "A page of the shelf.", body = Page<HoldShelfEntry>)),
    security(("staff" = []))
)]
#[get("/hold-shelf")]
pub(super) async fn list_hold_shelf(
    req: HttpRequest,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<HoldShelfQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let slice: Slice<(DateTime<Utc>, Uuid)> = Slice::new(query.limit, query.cursor.as_deref())?;
    let filter = ShelfFilter {
        branch_id: query.branch_id.unwrap_or(desk.branch_id),
        is_to_clear: query.state.map(|state| state == ShelfState::ToClear),
        after: slice.after,
        limit: slice.fetch(),
    };
    let rows = db.snapshot(move |conn| page(conn, &filter)).await?;
    let page = slice.page(rows, |(row, _)| (row.since, row.item_id), HoldShelfEntry::from);
    Ok(page.respond(req.uri()))
}
