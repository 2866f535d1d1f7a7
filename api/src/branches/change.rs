//! Changing a branch.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::BranchError;
use super::store::{self, BranchRow, BranchUpdate};

/// Applies `update` to the version the caller has read. Fails with [`BranchError::NotFound`], [`BranchError::Stale`] when
/// that version is no longer current, and [`BranchError::CodeTaken`].
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    (id, version): (Uuid, i32),
    update: &BranchUpdate,
) -> Result<BranchRow, BranchError> {
    let before = store::lock(conn, id)?;
    if before.version != version {
        return Err(BranchError::Stale);
    }
    let row = store::update(conn, id, update, desk.now)?;
    let deed = Deed::on("branch.changed", "branch", id).changing(json!({ "before": before, "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
