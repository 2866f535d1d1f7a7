//! Changing a policy.

use diesel::PgConnection;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::PolicyError;
use super::store::{self, PolicyRow, ScopeUpdate};

/// What to change of a policy.
pub(super) struct Change {
    pub scope: ScopeUpdate,
    /// Attributes to set, and with null those to unset; the others stay. Each is one that a policy can have.
    pub attributes: Map<String, Value>,
}

/// Applies `change` to the version the caller has read; it holds from the next deed on, loans already out keep their
/// terms. Fails with [`PolicyError::NotFound`], [`PolicyError::Stale`], [`PolicyError::ScopeTaken`], and for a branch,
/// category or type there is not.
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    (id, version): (Uuid, i32),
    change: &Change,
) -> Result<PolicyRow, PolicyError> {
    let before = store::lock(conn, id)?;
    if before.version != version {
        return Err(PolicyError::Stale);
    }
    let attributes = merged(&before.attributes, &change.attributes);
    let row = store::update(conn, id, &change.scope, attributes, desk.now)?;
    let deed = Deed::on("policy.changed", "policy", id).changing(json!({ "before": before, "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}

/// The attributes of a policy with those of a patch over them.
fn merged(before: &Value, patch: &Map<String, Value>) -> Value {
    let mut after = before.as_object().cloned().unwrap_or_default();
    after.extend(patch.clone());
    after.retain(|_, value| !value.is_null());
    Value::Object(after)
}
