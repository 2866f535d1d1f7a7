//! A copy of the list that is not on its shelf.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::problem::FieldCode;
use crate::platform::record::{Deed, record};

use super::super::cancel::open;
use super::super::problem::HoldError;
use super::super::store::lock;
use super::super::store::pull_list as store;
use super::assigned;

/// Which line of the list.
#[derive(Clone, Copy, Debug)]
pub(in crate::holds) struct Miss {
    pub hold_id: Uuid,
    pub item_id: Uuid,
}

/// Sends the hold on to another branch. Nobody is asked to fetch the copy until it was seen again. Fails when the list of
/// this branch does not ask for it any more.
pub(in crate::holds) fn miss(conn: &mut PgConnection, desk: &Desk, command: Miss) -> Result<(), HoldError> {
    let Miss { hold_id, item_id } = command;
    let text = "No item has this id.";
    lock::item(conn, item_id)?.ok_or(HoldError::Field("/item_id", FieldCode::UnknownItem, text))?;
    let hold = open(conn, hold_id).map_err(|error| match error {
        HoldError::NotFound => HoldError::Field("/hold_id", FieldCode::Unknown, "There is no such hold."),
        other => other,
    })?;
    let entries = assigned(conn, desk, desk.branch_id, Some(hold.title_id))?;
    let is_listed =
        |entry: &super::Entry| (entry.hold_id, entry.item.id, entry.branch_id) == (hold_id, item_id, desk.branch_id);
    if !entries.iter().any(is_listed) {
        return Err(HoldError::NotListed);
    }
    store::miss(conn, desk, hold_id, item_id)?;
    let deed = Deed {
        patron_id: hold.patron_id,
        ..Deed::on("hold.missed", "hold", hold_id).changing(json!({ "item_id": item_id }))
    };
    Ok(record(conn, desk, deed)?)
}
