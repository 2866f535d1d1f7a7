//! Changing a patron category.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::CategoryError;
use super::store::{self, CategoryRow, CategoryUpdate};

/// Applies `update` to the version the caller has read. Patrons keep their category and their card's end. Fails with
/// [`CategoryError::NotFound`], [`CategoryError::Stale`], [`CategoryError::CodeTaken`] and
/// [`CategoryError::AgesOutOfOrder`].
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    (id, version): (Uuid, i32),
    update: &CategoryUpdate,
) -> Result<CategoryRow, CategoryError> {
    let before = store::lock(conn, id)?;
    if before.version != version {
        return Err(CategoryError::Stale);
    }
    let row = store::update(conn, id, update)?;
    let changes = json!({ "before": before, "after": row });
    let deed = Deed::on("patron_category.changed", "patron_category", id).changing(changes);
    record(conn, desk, deed)?;
    Ok(row)
}
