//! All that is held about a person, for the person.

use diesel::PgConnection;
use serde_json::Value;
use uuid::Uuid;

use crate::platform::desk::SupervisorDesk;

use super::problem::PatronError;
use super::store;

/// Everything, as one JSON value, and notes who took it. Words that staff keep among themselves are in it too: they are
/// about the person.
pub(super) fn export(conn: &mut PgConnection, desk: &SupervisorDesk, id: Uuid) -> Result<Value, PatronError> {
    store::export(conn, desk, id)?.ok_or(PatronError::NotFound)
}
