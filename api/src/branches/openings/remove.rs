//! Taking back an opening.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::OpeningError;
use super::store;

/// Removes an opening. Fails with [`OpeningError::NotFound`], also when somebody else was quicker.
pub(super) fn remove(conn: &mut PgConnection, desk: &Desk, id: Uuid) -> Result<(), OpeningError> {
    let (branch_id, row) = store::delete(conn, id)?;
    let changes = json!({ "branch_id": branch_id, "before": row });
    record(conn, desk, Deed::on("opening.removed", "opening", id).changing(changes))?;
    Ok(())
}
