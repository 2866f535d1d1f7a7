//! Opening a branch out of the ordinary.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::OpeningError;
use super::store::{self, NewOpening, OpeningRow};

/// Adds an opening. Fails with [`OpeningError::NotFound`] for no such branch, when it closes before it opens and
/// when it overlaps another of its day.
pub(super) fn add(
    conn: &mut PgConnection,
    desk: &Desk,
    branch_id: Uuid,
    opening: &NewOpening,
) -> Result<OpeningRow, OpeningError> {
    let row = store::insert(conn, branch_id, opening)?;
    let changes = json!({ "branch_id": branch_id, "after": row });
    record(
        conn,
        desk,
        Deed::on("opening.added", "opening", row.id).changing(changes),
    )?;
    Ok(row)
}
