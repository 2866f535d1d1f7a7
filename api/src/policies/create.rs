//! Adding a policy.

use diesel::PgConnection;
use serde_json::json;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::PolicyError;
use super::store::{self, NewPolicy, PolicyRow};

/// Adds a policy; it holds from the next deed on, loans already out keep their terms. Fails with
/// [`PolicyError::ScopeTaken`] when its combination has one, and for a branch, category or type there is not.
pub(super) fn create(conn: &mut PgConnection, desk: &Desk, policy: &NewPolicy) -> Result<PolicyRow, PolicyError> {
    let row = store::insert(conn, policy, desk.now)?;
    let deed = Deed::on("policy.created", "policy", row.id).changing(json!({ "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
