//! `GET /items/{id}/history`.

use actix_web::http::Uri;
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::items::store::{self, PastChange, PastEvent};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::{Code, Problem};
use crate::platform::refs::{BranchRef, PatronRef, StaffRef};

/// How much of the history is wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct HistoryQuery {
    /// Events wanted; 50 unless said otherwise.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// Something that befell an item.
#[derive(Debug, Serialize, ToSchema)]
struct ItemEvent {
    /// The event.
    id: Uuid,
    /// When.
    at: DateTime<Utc>,
    /// What.
    kind: ItemEventKind,
    /// Where; null for what did not happen at a branch.
    branch: Option<BranchRef>,
    /// Who did it; null when it was nobody of the staff, or is not known.
    staff: Option<StaffRef>,
    /// The loan it is about.
    loan_id: Option<Uuid>,
    /// Whose loan it is or was, until that is forgotten.
    patron: Option<PatronRef>,
    /// When the loan is due from then on, where that was changed.
    due_at: Option<DateTime<Utc>>,
    /// When the item came back, as far as the desk knew.
    returned_at: Option<DateTime<Utc>>,
    /// What was changed about the item.
    #[schema(max_items = 50)]
    changes: Vec<ItemFieldChange>,
}

/// What befalls items.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ItemEventKind {
    /// It was added to the stock.
    Added,
    /// A loan began.
    CheckedOut,
    /// Its loan was renewed.
    Renewed,
    /// Its loan's due date was changed by hand.
    DueDateChanged,
    /// Its loan ended.
    Returned,
    /// Its loan ended, because it went on to another patron.
    TakenOver,
    /// A desk took it in that was on no loan.
    CheckedIn,
    /// It was found used in the building.
    UsedInHouse,
    /// Something about it was changed.
    Changed,
}

/// A field of an item before and after.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemFieldChange {
    /// The field, as the item has it.
    #[schema(example = "location_id")]
    pub(super) field: String,
    /// What it was, as people say it: the name of what an id means, an amount in minor units. Of messages and notes a
    /// history tells only whether there was one.
    #[schema(example = "Stacks")]
    pub(super) before: Option<String>,
    /// What it becomes.
    #[schema(example = "New books")]
    pub(super) after: Option<String>,
}

/// Read the history of an item.
///
/// Newest first: loans with their renewals and returns, what desks took in, what was changed. A loan names its patron until
/// the library forgets who it was. A page that names patrons leaves a trace in the audit.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "items",
    operation_id = "getItemHistory",
    params(("id" = Uuid, Path, description = "The item."), HistoryQuery),
    responses((status = 200, description = "A page of its history.", body = Page<ItemEvent>)),
    security(("staff" = []))
)]
#[get("/items/{id}/history")]
pub(super) async fn get_history(
    uri: Uri,
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    query: Query<HistoryQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::new(query.0.limit, query.0.cursor.as_deref())?;
    let (rows, slice) = db
        .read(move |conn| store::history(conn, &desk, id.into_inner(), &slice).map(|rows| (rows, slice)))
        .await?;
    // Every item was added once, so the first page is empty for no item.
    if rows.is_empty() && slice.after.is_none() {
        return Err(Problem::of(Code::NotFound));
    }
    let page = slice.page(rows, |row| (row.at, row.id), ItemEvent::from);
    Ok(page.respond(&uri))
}

impl From<PastEvent> for ItemEvent {
    fn from(row: PastEvent) -> Self {
        Self {
            id: row.id,
            at: row.at,
            // The statement gives no other word.
            kind: match row.kind.as_str() {
                "added" => ItemEventKind::Added,
                "checked_out" => ItemEventKind::CheckedOut,
                "renewed" => ItemEventKind::Renewed,
                "due_date_changed" => ItemEventKind::DueDateChanged,
                "returned" => ItemEventKind::Returned,
                "taken_over" => ItemEventKind::TakenOver,
                "checked_in" => ItemEventKind::CheckedIn,
                "used_in_house" => ItemEventKind::UsedInHouse,
                _ => ItemEventKind::Changed,
            },
            branch: row.branch.map(|branch| branch.0),
            staff: row.staff.map(|staff| staff.0),
            loan_id: row.loan_id,
            patron: row.patron.map(|patron| patron.0),
            due_at: row.due_at,
            returned_at: row.returned_at,
            changes: row.changes.0.into_iter().map(ItemFieldChange::from).collect(),
        }
    }
}

impl From<PastChange> for ItemFieldChange {
    fn from(change: PastChange) -> Self {
        Self {
            field: change.field,
            before: change.before,
            after: change.after,
        }
    }
}
