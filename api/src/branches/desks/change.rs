//! Changing a desk.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::DeskError;
use super::store::{self, DeskRow, DeskUpdate};

/// Applies `update` to the version the caller has read. Fails with [`DeskError::NotFound`], [`DeskError::Stale`] and
/// [`DeskError::NameTaken`].
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    (id, version): (Uuid, i32),
    update: &DeskUpdate,
) -> Result<DeskRow, DeskError> {
    let before = store::lock(conn, id)?;
    if before.version != version {
        return Err(DeskError::Stale);
    }
    let row = store::update(conn, id, update)?;
    let changes = json!({ "before": before, "after": row });
    record(conn, desk, Deed::on("desk.changed", "desk", id).changing(changes))?;
    Ok(row)
}
