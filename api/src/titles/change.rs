//! Changing a title.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::TitleError;
use super::store::{self, TitleRow, TitleUpdate};

/// Applies `update` to the version the caller has read. Fails with [`TitleError::Stale`] when it is no longer current,
/// and with [`TitleError::Merged`] when the title is but a signpost.
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    id: Uuid,
    version: i32,
    update: &TitleUpdate,
) -> Result<TitleRow, TitleError> {
    let before = store::lock(conn, id)?.ok_or(TitleError::NotFound)?;
    if before.merged_into_id.is_some() {
        return Err(TitleError::Merged);
    }
    if before.version != version {
        return Err(TitleError::Stale);
    }
    let after = store::update(conn, id, update, desk.now)?;
    let deed = Deed::on("title.changed", "title", id).changing(json!({ "before": before, "after": after }));
    record(conn, desk, deed)?;
    Ok(after)
}
