//! `GET /pull-list` and `POST /pull-list/misses`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::holds::pull_list::{Entry, Miss, miss, of_branch};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key, Optional};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;
use crate::platform::refs::{BranchRef, CodeRef, ItemRef};

/// Whose list.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PullListQuery {
    /// Of this branch; else of the desk's.
    branch_id: Option<Uuid>,
    /// Rows on a page.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// next_cursor of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// A copy to be fetched from its shelf.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PullListEntry {
    /// The hold it is for.
    hold_id: Uuid,
    /// What to fetch.
    item: ItemRef,
    /// Where it stands.
    location: CodeRef,
    /// Where it is picked up.
    pickup_branch: BranchRef,
    /// When the hold was placed.
    placed_at: DateTime<Utc>,
    /// The last day it is wanted.
    wanted_until: Option<NaiveDate>,
}

/// A copy that is not on its shelf.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "hold_id": "01976f6e-0000-7000-8000-000000000001", "item_id": "01976f6e-0000-7000-8000-000000000002"
}))]
pub(super) struct PullListMiss {
    /// The hold of the line.
    hold_id: Uuid,
    /// The copy of the line.
    item_id: Uuid,
}

impl From<Entry> for PullListEntry {
    fn from(entry: Entry) -> Self {
        Self {
            hold_id: entry.hold_id,
            item: entry.item,
            location: entry.location,
            pickup_branch: entry.pickup_branch,
            placed_at: entry.placed_at,
            wanted_until: entry.wanted_until,
        }
    }
}

/// List what to fetch from the shelves.
///
/// The copies that holds could be filled with today, in the order of the shelves. Each hold is on the list of one branch,
/// no copy is asked for twice. A copy that is checked in is off the list.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "holds",
    operation_id = "listPullList",
    params(PullListQuery),
    responses((status = 200, description = "A page of the list.", body = Page<PullListEntry>)),
    security(("staff" = []))
)]
#[get("/pull-list")]
pub(super) async fn list_pull_list(
    req: HttpRequest,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<PullListQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let slice: Slice<(String, Uuid)> = Slice::new(query.limit, query.cursor.as_deref())?;
    let branch_id = query.branch_id.unwrap_or(desk.branch_id);
    let mut entries = db.snapshot(move |conn| of_branch(conn, &desk, branch_id)).await?;
    if let Some(after) = &slice.after {
        entries.retain(|entry| entry.order > *after);
    }
    entries.truncate(usize::try_from(slice.fetch()).unwrap_or(usize::MAX));
    let page = slice.page(entries, |entry| entry.order.clone(), PullListEntry::from);
    Ok(page.respond(req.uri()))
}

/// Say that a copy is not on its shelf.
///
/// Its hold goes on to another branch that has one. Nobody is asked for the copy again until it was seen.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "holds",
    operation_id = "reportPullListMiss",
    params(openapi::OptionalIdempotencyKey),
    request_body = PullListMiss,
    responses(
        (status = 200, description = "Noted.", body = PullListMiss),
        (status = 409, description = "Problem: conflict (the list no longer asks for it), hold-closed, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/pull-list/misses")]
pub(super) async fn report_pull_list_miss(
    desk: Desk,
    db: web::Data<Db>,
    key: Key<Optional>,
    body: Json<PullListMiss>,
) -> Result<HttpResponse, Problem> {
    let (hold_id, item_id) = (body.0.hold_id, body.0.item_id);
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        miss(conn, &desk, Miss { hold_id, item_id }).map(|()| PullListMiss { hold_id, item_id })
    })
    .await
}
