//! Adding a patron category.

use diesel::PgConnection;
use serde_json::json;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::CategoryError;
use super::store::{self, CategoryRow, NewCategory};

/// Adds a category. Fails with [`CategoryError::CodeTaken`] and [`CategoryError::AgesOutOfOrder`].
pub(super) fn create(
    conn: &mut PgConnection,
    desk: &Desk,
    category: &NewCategory,
) -> Result<CategoryRow, CategoryError> {
    let row = store::insert(conn, category)?;
    let deed = Deed::on("patron_category.created", "patron_category", row.id).changing(json!({ "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
