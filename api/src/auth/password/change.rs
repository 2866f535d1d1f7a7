//! A staff member's own new password.

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::platform::client_address::ClientAddress;
use crate::platform::desk::Desk;
use crate::platform::record::{Author, AuthorKind, Deed, note};

use super::super::lock_out::{Owner, Subjects, Verdict, settle};
use super::super::problem::AuthError;
use super::super::session::{Subject, end_sessions, find_staff};
use super::super::sign_in::{Credentials, staff_credentials};
use super::store;

/// What the current password is compared with.
pub(super) fn own_credentials(
    conn: &mut PgConnection,
    staff_id: Uuid,
    address: ClientAddress,
    now: DateTime<Utc>,
) -> Result<(Subjects, Credentials), AuthError> {
    let staff = find_staff(conn, staff_id)?.ok_or(AuthError::SessionOver)?;
    let subjects = Subjects::staff(&staff.username, address);
    let credentials = staff_credentials(conn, &staff.username, &subjects, now)?;
    Ok((subjects, credentials))
}

/// Counts a wrong current password, or keeps the new one and ends every session, this one too.
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    subjects: &Subjects,
    is_right: bool,
    new_hash: &str,
) -> Result<Verdict, AuthError> {
    let author = Author {
        kind: AuthorKind::Staff(desk.staff_id, desk.role, desk.branch_id),
        now: desk.now,
        request_id: desk.request_id.clone(),
    };
    let verdict = settle(conn, subjects, is_right, &author, Some(Owner::Staff(desk.staff_id)))?;
    if let Verdict::Right(()) = verdict {
        if !store::set_own(conn, desk.staff_id, desk.token_version, new_hash)? {
            return Err(AuthError::SessionOver);
        }
        end_sessions(conn, Subject::Staff(desk.staff_id), desk.now)?;
        note(conn, &author, Deed::on("password.changed", "staff", desk.staff_id))?;
    }
    Ok(verdict)
}
