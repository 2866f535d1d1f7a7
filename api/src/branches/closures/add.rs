//! Closing a branch for some days.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::ClosureError;
use super::store::{self, ClosureRow, NewClosure};

/// Adds a closure. Fails with [`ClosureError::NotFound`] for no such branch, and when it ends before it starts or lasts
/// longer than a year.
pub(super) fn add(
    conn: &mut PgConnection,
    desk: &Desk,
    branch_id: Uuid,
    closure: &NewClosure,
) -> Result<ClosureRow, ClosureError> {
    let row = store::insert(conn, branch_id, closure)?;
    let changes = json!({ "branch_id": branch_id, "after": row });
    record(
        conn,
        desk,
        Deed::on("closure.added", "closure", row.id).changing(changes),
    )?;
    Ok(row)
}
