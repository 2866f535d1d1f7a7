//! Adding a collection.

use diesel::PgConnection;
use serde_json::json;

use crate::platform::code_list::CodeError;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::store::{self, CollectionRow};

/// Adds a collection. Fails with [`CodeError::CodeTaken`].
pub(super) fn create(conn: &mut PgConnection, desk: &Desk, code: &str, name: &str) -> Result<CollectionRow, CodeError> {
    let row = store::insert(conn, code, name)?;
    let deed = Deed::on("collection.created", "collection", row.id).changing(json!({ "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
