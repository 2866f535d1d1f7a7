//! Changing a row of limits.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::super::problem::PolicyError;
use super::store::{self, LimitsRow, LimitsUpdate};

/// Applies `update` to the version the caller has read; it holds from the next deed on. Fails with
/// [`PolicyError::NotFound`], [`PolicyError::Stale`], [`PolicyError::ScopeTaken`], and for a branch or category there is
/// not.
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    (id, version): (Uuid, i32),
    update: &LimitsUpdate,
) -> Result<LimitsRow, PolicyError> {
    let before = store::lock(conn, id)?;
    if before.version != version {
        return Err(PolicyError::Stale);
    }
    let row = store::update(conn, id, update)?;
    let changes = json!({ "before": before, "after": row });
    record(
        conn,
        desk,
        Deed::on("patron_limits.changed", "patron_limits", id).changing(changes),
    )?;
    Ok(row)
}
