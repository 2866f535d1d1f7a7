//! Changing what a patron wishes of a hold: where to pick it up, until when, and whether others go first.

use chrono::NaiveDate;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::problem::FieldCode;
use crate::platform::record::{Deed, record};

use super::cancel::open;
use super::place::check_new_pickup;
use super::problem::HoldError;
use super::store::copies::Wish;
use super::store::lock::LockedHold;
use super::store::read::Hold;
use super::store::write::Wishes;
use super::store::{read, write};

/// What to change: what is absent stays, `Some(None)` clears.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub pickup_branch_id: Option<Uuid>,
    pub is_suspended: Option<bool>,
    pub suspended_until: Option<Option<NaiveDate>>,
    pub wanted_until: Option<Option<NaiveDate>>,
    pub note: Option<Option<String>>,
}

/// Changes a hold. One that has captured an item is neither suspended nor picked up elsewhere. A change of nothing
/// leaves no trace.
pub(super) fn change(conn: &mut PgConnection, desk: &Desk, id: Uuid, change: &Change) -> Result<Hold, HoldError> {
    let locked = open(conn, id)?;
    let before = read::one(conn, id)?.ok_or(HoldError::NotFound)?;
    let after = wishes(&before, change)?;
    let moves = after.pickup_branch_id != before.pickup_branch.0.id;
    if locked.state != "pending" && (moves || after.is_suspended) {
        return Err(HoldError::Captured);
    }
    if moves {
        check_pickup(conn, &locked, &before, after.pickup_branch_id)?;
    }
    write::change(conn, id, &after)?;
    let told = read::one(conn, id)?.ok_or(HoldError::NotFound)?;
    if state_of(&told) != state_of(&before) || told.note != before.note {
        let deed = Deed {
            patron_id: locked.patron_id,
            ..Deed::on("hold.changed", "hold", id)
                .changing(json!({ "before": state_of(&before), "after": state_of(&told) }))
        };
        record(conn, desk, deed)?;
    }
    Ok(told)
}

/// Of a suspension, its end says that there is one.
fn wishes(before: &Hold, change: &Change) -> Result<Wishes, HoldError> {
    let until = change.suspended_until.unwrap_or(before.suspended_until);
    let begins = change.suspended_until.flatten().is_some();
    let is_suspended = change.is_suspended.unwrap_or(before.is_suspended || begins);
    if begins && !is_suspended {
        let text = "Only a suspended hold has a day when it counts again.";
        return Err(HoldError::Field("/suspended_until", FieldCode::OneOf, text));
    }
    Ok(Wishes {
        pickup_branch_id: change.pickup_branch_id.unwrap_or(before.pickup_branch.0.id),
        is_suspended,
        suspended_until: until.filter(|_| is_suspended),
        wanted_until: change.wanted_until.unwrap_or(before.wanted_until),
        note: change.note.clone().unwrap_or_else(|| before.note.clone()),
    })
}

fn check_pickup(
    conn: &mut PgConnection,
    locked: &LockedHold,
    hold: &Hold,
    pickup_branch_id: Uuid,
) -> Result<(), HoldError> {
    let Some(patron_id) = locked.patron_id else {
        return Ok(());
    };
    let wish = Wish {
        title_id: locked.title_id,
        item_id: hold.item.as_ref().map(|item| item.0.id),
        part: hold.part.clone(),
        pickup_branch_id,
    };
    check_new_pickup(conn, &wish, patron_id)
}

/// For the audit, without the words of the note: they may name somebody.
fn state_of(hold: &Hold) -> serde_json::Value {
    json!({
        "pickup_branch_id": hold.pickup_branch.0.id, "is_suspended": hold.is_suspended,
        "suspended_until": hold.suspended_until, "wanted_until": hold.wanted_until,
    })
}
