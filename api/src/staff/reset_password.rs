//! A new password for somebody who has lost theirs.

use diesel::PgConnection;
use uuid::Uuid;

use crate::auth;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::StaffError;
use super::store;

/// Keeps the hash, ends every session and lifts the lock. Not for oneself: that takes the current password.
pub(super) fn reset_password(conn: &mut PgConnection, desk: &Desk, id: Uuid, hash: &str) -> Result<(), StaffError> {
    if id == desk.staff_id {
        return Err(StaffError::Oneself);
    }
    if !store::set_password(conn, id, hash)? {
        return Err(StaffError::NotFound);
    }
    auth::end_sessions(conn, auth::Subject::Staff(id), desk.now)?;
    auth::forgive_staff(conn, id)?;
    record(conn, desk, Deed::on("staff.password-reset", "staff", id))?;
    Ok(())
}
