//! What becomes of holds when their title, patron or item becomes another or goes, and when the library forgets.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record_all};

use super::fill::requeue;
use super::store::{carry_over as store, lock};

/// The holds of a merged title go over to the one that stays, behind those that are there. Both are locked already. How
/// many did.
pub(crate) fn to_title(conn: &mut PgConnection, from: Uuid, to: Uuid, now: DateTime<Utc>) -> QueryResult<usize> {
    store::to_title(conn, from, to, now)
}

/// Locks the titles that two patrons wait for, before the patrons themselves are locked.
pub(crate) fn lock_titles_of(conn: &mut PgConnection, patron_ids: &[Uuid]) -> QueryResult<()> {
    store::lock_titles_of(conn, patron_ids)
}

/// The holds of a merged record go over to the one that stays. Of two for the same, the better place is kept.
pub(crate) fn to_patron(conn: &mut PgConnection, from: Uuid, to: Uuid, now: DateTime<Utc>) -> QueryResult<usize> {
    store::to_patron(conn, from, to, now)
}

/// Whether somebody waits for this very item, or it is put aside for them.
pub(crate) fn is_held(conn: &mut PgConnection, item_id: Uuid) -> QueryResult<bool> {
    Ok(!store::of_item(conn, item_id, true)?.is_empty())
}

/// The item is no longer where a hold could have it. What it was put aside for goes before all others of its queue; if it
/// `is_gone` for good, the holds on it alone end. The item is locked already.
pub(crate) fn release_item(conn: &mut PgConnection, desk: &Desk, item_id: Uuid, is_gone: bool) -> QueryResult<()> {
    let Some(first) = store::of_item(conn, item_id, is_gone)?.pop() else {
        return Ok(());
    };
    lock::title(conn, first.title_id)?;
    let touched = store::of_item(conn, item_id, is_gone)?;
    if let Some(captured) = touched.iter().find(|hold| hold.has_item) {
        requeue(conn, desk, captured.id)?;
    }
    let ended: Vec<_> = store::of_item(conn, item_id, is_gone)?
        .into_iter()
        .filter(|hold| !hold.has_item)
        .collect();
    let ids: Vec<Uuid> = ended.iter().map(|hold| hold.id).collect();
    store::end_gone(conn, &ids, desk.now)?;
    let deeds = ended.iter().map(|hold| Deed {
        patron_id: hold.patron_id,
        ..Deed::on("hold.cancelled", "hold", hold.id)
            .changing(json!({ "cause": "item_gone", "state": { "before": hold.state } }))
    });
    record_all(conn, desk.now, deeds.collect())
}

/// The same for each of several items that are locked already. Titles are locked in the order of their ids.
pub(crate) fn release_items(conn: &mut PgConnection, desk: &Desk, ids: &[Uuid], is_gone: bool) -> QueryResult<()> {
    for item_id in store::held_among(conn, ids, is_gone)? {
        release_item(conn, desk, item_id, is_gone)?;
    }
    Ok(())
}

/// Holds that ended longer ago than the library's days lose their patron, at most so many at once. How many did.
pub(crate) fn forget_old(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    store::forget(conn, now, at_most)
}

/// The same at once for one patron, who does not want them remembered any longer.
pub(crate) fn forget_old_of(conn: &mut PgConnection, patron_id: Uuid, now: DateTime<Utc>) -> QueryResult<usize> {
    store::forget_of(conn, patron_id, now)
}
