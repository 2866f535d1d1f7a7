//! Adding a row of limits.

use diesel::PgConnection;
use serde_json::json;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::super::problem::PolicyError;
use super::store::{self, LimitsRow, NewLimits};

/// Adds limits; they hold from the next deed on. Fails with [`PolicyError::ScopeTaken`] when their combination has some,
/// and for a branch or category there is not.
pub(super) fn create(conn: &mut PgConnection, desk: &Desk, limits: &NewLimits) -> Result<LimitsRow, PolicyError> {
    let row = store::insert(conn, limits)?;
    let deed = Deed::on("patron_limits.created", "patron_limits", row.id).changing(json!({ "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
