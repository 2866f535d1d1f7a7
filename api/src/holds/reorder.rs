//! Moving a hold to another place of its queue.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::cancel::open;
use super::problem::HoldError;
use super::store::read::Hold;
use super::store::{read, write};

/// Moves a pending hold to a position, from 1; beyond the end is the end.
pub(super) fn reorder(conn: &mut PgConnection, desk: &Desk, id: Uuid, position: i64) -> Result<Hold, HoldError> {
    let locked = open(conn, id)?;
    if locked.state != "pending" {
        return Err(HoldError::Captured);
    }
    let before = read::one(conn, id)?.ok_or(HoldError::NotFound)?;
    if before.position == Some(position) {
        return Ok(before);
    }
    write::to_position(conn, id, position)?;
    let after = read::one(conn, id)?.ok_or(HoldError::NotFound)?;
    let changes = json!({ "position": { "before": before.position, "after": after.position } });
    let deed = Deed {
        patron_id: locked.patron_id,
        ..Deed::on("hold.moved", "hold", id).changing(changes)
    };
    record(conn, desk, deed)?;
    Ok(after)
}
