//! Removing a policy.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::PolicyError;
use super::store;

/// Removes the version of a policy the caller has read; loans already out keep their terms. Fails with
/// [`PolicyError::NotFound`] and [`PolicyError::Stale`].
pub(super) fn remove(conn: &mut PgConnection, desk: &Desk, (id, version): (Uuid, i32)) -> Result<(), PolicyError> {
    let before = store::lock(conn, id)?;
    if before.version != version {
        return Err(PolicyError::Stale);
    }
    store::delete(conn, id)?;
    let deed = Deed::on("policy.removed", "policy", id).changing(json!({ "before": before }));
    record(conn, desk, deed)?;
    Ok(())
}
