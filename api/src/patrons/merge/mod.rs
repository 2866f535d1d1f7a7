//! Two records of one person become one. What the one had goes over to the other; the one stays as a signpost.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger;
use crate::holds;
use crate::patrons::problem::PatronError;
use crate::patrons::read::{self, Patron};
use crate::patrons::store::{self, Belongings, LockedPatron};
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::record::{Deed, record};
use crate::staff;

/// Merges `id` into `into_id`, and gives the record that is left. What that lacks it takes from the other.
pub(super) fn merge(
    conn: &mut PgConnection,
    desk: &SupervisorDesk,
    id: Uuid,
    (into_id, reason): (Uuid, Option<String>),
) -> Result<Patron, PatronError> {
    if id == into_id {
        return Err(PatronError::MergeIntoSelf);
    }
    holds::carry_over::lock_titles_of(conn, &[id, into_id])?;
    lock_both(conn, id, into_id)?;
    check(conn, desk, id, into_id)?;
    let moved = store::belongings(conn, id, desk.today)?.ok_or(PatronError::NotFound)?;
    store::fill_in(conn, id, into_id)?;
    store::move_belongings(conn, id, into_id, desk.now)?;
    holds::carry_over::to_patron(conn, id, into_id, desk.now)?;
    ledger::hand_over(conn, id, into_id)?;
    store::close_as_merged(conn, id, into_id, desk.now)?;
    store::touch(conn, into_id, desk.now)?;
    let deed = Deed::on("patron.merged", "patron", id)
        .of_patron(into_id)
        .because(reason)
        .changing(json!({ "into_id": into_id, "moved": moved }));
    record(conn, desk, deed)?;
    read::after_deed(conn, desk, into_id)
}

/// What a merge would move, without moving it.
pub(super) fn preview(
    conn: &mut PgConnection,
    desk: &SupervisorDesk,
    id: Uuid,
    into_id: Uuid,
) -> Result<Belongings, PatronError> {
    if id == into_id {
        return Err(PatronError::MergeIntoSelf);
    }
    let is_open = |conn: &mut PgConnection, id| store::is_active(conn, id);
    if !is_open(conn, id)?.ok_or(PatronError::NotFound)? {
        return Err(PatronError::Closed);
    }
    if !is_open(conn, into_id)?.unwrap_or(false) {
        return Err(PatronError::UnknownTarget);
    }
    check(conn, desk, id, into_id)?;
    store::belongings(conn, id, desk.today)?.ok_or(PatronError::NotFound)
}

/// Nobody merges what is their own or their child's, and guardian and child are two people.
fn check(conn: &mut PgConnection, desk: &Desk, id: Uuid, into_id: Uuid) -> Result<(), PatronError> {
    for record in [id, into_id] {
        if staff::is_own_account(conn, desk.staff_id, record, desk.today)? {
            return Err(PatronError::OwnAccount);
        }
    }
    if store::are_family(conn, id, into_id)? {
        return Err(PatronError::MergeFamily);
    }
    Ok(())
}

/// Locks the two in order of id.
fn lock_both(conn: &mut PgConnection, id: Uuid, into_id: Uuid) -> Result<(), PatronError> {
    let (first, second) = (id.min(into_id), id.max(into_id));
    let first = store::lock(conn, first)?.as_ref().map(is_active);
    let second = store::lock(conn, second)?.as_ref().map(is_active);
    let (from, into) = if id < into_id { (first, second) } else { (second, first) };
    match (from, into) {
        (None, _) => Err(PatronError::NotFound),
        (Some(false), _) => Err(PatronError::Closed),
        (_, None | Some(false)) => Err(PatronError::UnknownTarget),
        (Some(true), Some(true)) => Ok(()),
    }
}

fn is_active(patron: &LockedPatron) -> bool {
    patron.state == "active"
}
