//! Adding an item type.

use diesel::PgConnection;
use serde_json::json;

use crate::platform::code_list::CodeError;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::store::{self, ItemTypeRow};

/// Adds an item type. Fails with [`CodeError::CodeTaken`].
pub(super) fn create(conn: &mut PgConnection, desk: &Desk, code: &str, name: &str) -> Result<ItemTypeRow, CodeError> {
    let row = store::insert(conn, code, name)?;
    let deed = Deed::on("item_type.created", "item_type", row.id).changing(json!({ "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
