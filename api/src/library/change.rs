//! Changing the library's settings.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::LibraryError;
use super::store::{self, LibraryRow, LibraryUpdate};

/// Applies `update` to the version the caller has read. Fails with [`LibraryError::Stale`] when it is no longer current
/// and [`LibraryError::AgesOutOfOrder`] when nobody could have an own account before being an adult.
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    version: i32,
    update: &LibraryUpdate,
) -> Result<LibraryRow, LibraryError> {
    let before = store::lock(conn)?;
    if before.version != version {
        return Err(LibraryError::Stale);
    }
    let row = store::update(conn, update, desk.now)?;
    let deed = Deed::on("library.changed", "library", Uuid::nil()).changing(json!({ "before": before, "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
