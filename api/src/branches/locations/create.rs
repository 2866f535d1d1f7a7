//! Adding a location.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::LocationError;
use super::store::{self, LocationRow, NewLocation};

/// Adds a location to a branch. Fails with [`LocationError::NotFound`] for no such branch and
/// [`LocationError::CodeTaken`].
pub(super) fn create(
    conn: &mut PgConnection,
    desk: &Desk,
    branch_id: Uuid,
    location: &NewLocation,
) -> Result<LocationRow, LocationError> {
    let row = store::insert(conn, branch_id, location)?;
    let deed = Deed::on("location.created", "location", row.id).changing(json!({ "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
