//! Changing a location.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::LocationError;
use super::store::{self, LocationRow, LocationUpdate};

/// Applies `update` to the version the caller has read. Fails with [`LocationError::NotFound`],
/// [`LocationError::Stale`] and [`LocationError::CodeTaken`].
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    (id, version): (Uuid, i32),
    update: &LocationUpdate,
) -> Result<LocationRow, LocationError> {
    let before = store::lock(conn, id)?;
    if before.version != version {
        return Err(LocationError::Stale);
    }
    let row = store::update(conn, id, update)?;
    let changes = json!({ "before": before, "after": row });
    record(
        conn,
        desk,
        Deed::on("location.changed", "location", id).changing(changes),
    )?;
    Ok(row)
}
