//! Queueing and cancelling.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::ImportError;
use super::store::{self, ImportRow, NewImport};

/// The file is here: the import waits for its turn.
pub(super) fn queue(conn: &mut PgConnection, desk: &Desk, import: &NewImport) -> Result<ImportRow, ImportError> {
    if store::queue(conn, import)? == 0 {
        return Err(ImportError::NotFound);
    }
    let deed = Deed::on("import.queued", "import", import.id);
    record(
        conn,
        desk,
        deed.changing(json!({ "options": import.options, "size_bytes": import.size_bytes })),
    )?;
    store::find(conn, import.id)?.ok_or(ImportError::NotFound)
}

/// Stops an import. What it has taken in stays.
pub(super) fn cancel(conn: &mut PgConnection, desk: &Desk, id: Uuid) -> Result<ImportRow, ImportError> {
    let is_stopped = store::cancel(conn, id, desk.now)? > 0;
    let row = store::find(conn, id)?.ok_or(ImportError::NotFound)?;
    if !is_stopped {
        return Err(ImportError::Ended);
    }
    record(conn, desk, Deed::on("import.cancelled", "import", id))?;
    Ok(row)
}
