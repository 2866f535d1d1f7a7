//! Cancelling a hold.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::HoldError;
use super::store::read::Hold;
use super::store::{lock, read, write};

/// Cancels a hold. An item that waits for it stays on the hold shelf until somebody clears it away by a check-in; one
/// that is under way for it is free when it arrives.
pub(super) fn cancel(conn: &mut PgConnection, desk: &Desk, id: Uuid, reason: Option<&str>) -> Result<Hold, HoldError> {
    let hold = open(conn, id)?;
    write::cancel(conn, hold.id, reason, desk.now)?;
    let deed = Deed {
        patron_id: hold.patron_id,
        ..Deed::on("hold.cancelled", "hold", hold.id)
            .because(reason.map(str::to_owned))
            .changing(json!({ "title_id": hold.title_id, "state": { "before": hold.state, "after": "cancelled" } }))
    };
    record(conn, desk, deed)?;
    read::one(conn, hold.id)?.ok_or(HoldError::NotFound)
}

/// Locks the title of a hold that has not ended.
pub(super) fn open(conn: &mut PgConnection, id: Uuid) -> Result<lock::LockedHold, HoldError> {
    let hold = lock::hold(conn, id)?.ok_or(HoldError::NotFound)?;
    if !matches!(hold.state.as_str(), "pending" | "in_transit" | "waiting") {
        return Err(HoldError::Closed);
    }
    Ok(hold)
}
