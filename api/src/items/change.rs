//! Changing an item.

use carrel_rules::status::Status;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::holds;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::ItemError;
use super::shelving::Shelving;
use super::store::{self, ItemRow, ItemState, ItemUpdate};

/// Applies `update` to the version the caller has read. While somebody has the item, its status and its title stay:
/// [`ItemError::OnLoan`]. What waits on the hold shelf leaves it by check-in only: [`ItemError::Waiting`]. While somebody
/// waits for this very item, its title stays: [`ItemError::Held`].
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    id: Uuid,
    version: i32,
    update: ItemUpdate,
) -> Result<ItemRow, ItemError> {
    let before = store::lock(conn, id)?.ok_or(ItemError::NotFound)?;
    if before.version != version {
        return Err(ItemError::Stale);
    }
    let update = with_consequences(desk, &before, update);
    let is_retitled = update.title_id.is_some_and(|title_id| title_id != before.title_id);
    if let Some(title_id) = update.title_id.filter(|_| is_retitled)
        && store::is_merged(conn, title_id)? == Some(true)
    {
        return Err(ItemError::MergedTitle);
    }
    if update.status.is_some() && before.status == Status::OnHoldShelf.as_str() {
        return Err(ItemError::Waiting);
    }
    if (update.status.is_some() || is_retitled) && store::has_open_loan(conn, id)? {
        return Err(ItemError::OnLoan);
    }
    if is_retitled && holds::carry_over::is_held(conn, id)? {
        return Err(ItemError::Held);
    }
    let after = store::update(conn, id, &update, &shelving_after(&before, &update), desk.now)?;
    let deed = Deed::on("item.changed", "item", id).changing(json!({ "before": before, "after": after }));
    record(conn, desk, deed)?;
    if let Some(status) = &update.status {
        let is_gone = *status == Status::Withdrawn.as_str();
        holds::carry_over::release_item(conn, desk, id, is_gone)?;
    }
    store::find(conn, id)?.ok_or(ItemError::NotFound)
}

/// Where the item stands when it is changed. Made anew by every change, so that it never lags behind.
fn shelving_after(before: &ItemState, update: &ItemUpdate) -> Shelving {
    let kept = before.call_number_scheme.as_deref();
    let scheme = update.call_number_scheme.unwrap_or(kept);
    let call_number = update.call_number.as_ref().unwrap_or(&before.call_number);
    Shelving::of(scheme, call_number.as_deref())
}

/// A status that does not change is none; one that does has its time, and what was under way has arrived here.
fn with_consequences(desk: &Desk, before: &ItemState, mut update: ItemUpdate) -> ItemUpdate {
    update.status = update.status.filter(|status| *status != before.status);
    if update.status.is_some() {
        update.status_at = Some(desk.now);
        if before.in_transit_to_id.is_some() {
            update.in_transit_to_id = Some(None);
            update.current_branch_id = Some(desk.branch_id);
        }
    }
    update
}
