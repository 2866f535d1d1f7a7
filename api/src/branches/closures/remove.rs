//! Taking back a closure.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::ClosureError;
use super::store;

/// Removes a closure. Fails with [`ClosureError::NotFound`], also when somebody else was quicker.
pub(super) fn remove(conn: &mut PgConnection, desk: &Desk, id: Uuid) -> Result<(), ClosureError> {
    let (branch_id, row) = store::delete(conn, id)?;
    let changes = json!({ "branch_id": branch_id, "before": row });
    record(conn, desk, Deed::on("closure.removed", "closure", id).changing(changes))?;
    Ok(())
}
