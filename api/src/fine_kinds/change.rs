//! Changing a kind of fine.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::code_list::CodeError;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::store::{self, FineKindRow, FineKindUpdate};

/// Applies `update` to the version the caller has read. What was charged stays as it is. Fails with
/// [`CodeError::NotFound`], [`CodeError::Stale`] and [`CodeError::CodeTaken`].
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    (id, version): (Uuid, i32),
    update: &FineKindUpdate,
) -> Result<FineKindRow, CodeError> {
    let before = store::lock(conn, id)?;
    if before.version != version {
        return Err(CodeError::Stale);
    }
    let row = store::update(conn, id, update)?;
    let changes = json!({ "before": before, "after": row });
    record(
        conn,
        desk,
        Deed::on("fine_kind.changed", "fine_kind", id).changing(changes),
    )?;
    Ok(row)
}
