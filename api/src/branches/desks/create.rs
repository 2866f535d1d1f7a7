//! Adding a desk.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::DeskError;
use super::store::{self, DeskRow};

/// Adds a desk to a branch. Fails with [`DeskError::NotFound`] for no such branch and [`DeskError::NameTaken`].
pub(super) fn create(conn: &mut PgConnection, desk: &Desk, branch_id: Uuid, name: &str) -> Result<DeskRow, DeskError> {
    let row = store::insert(conn, branch_id, name)?;
    record(
        conn,
        desk,
        Deed::on("desk.created", "desk", row.id).changing(json!({ "after": row })),
    )?;
    Ok(row)
}
