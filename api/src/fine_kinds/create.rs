//! Adding a kind of fine.

use diesel::PgConnection;
use serde_json::json;

use crate::platform::code_list::CodeError;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::store::{self, FineKindRow, NewFineKind};

/// Adds a kind. Fails with [`CodeError::CodeTaken`].
pub(super) fn create(conn: &mut PgConnection, desk: &Desk, new: &NewFineKind) -> Result<FineKindRow, CodeError> {
    let row = store::insert(conn, new)?;
    let deed = Deed::on("fine_kind.created", "fine_kind", row.id).changing(json!({ "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
