//! Working somewhere else without signing in again.

use diesel::PgConnection;
use uuid::Uuid;

use crate::platform::desk::Desk;

use super::super::problem::AuthError;
use super::place::{Wanted, choose};
use super::store;
use super::{Place, StaffSession};

/// Moves the caller's session to another branch or desk. The refresh token stays.
pub(super) fn change_place(
    conn: &mut PgConnection,
    desk: &Desk,
    branch_id: Uuid,
    desk_id: Option<Uuid>,
) -> Result<StaffSession, AuthError> {
    let staff = store::find_staff(conn, desk.staff_id)?.ok_or(AuthError::SessionOver)?;
    let place = choose(conn, &staff, Wanted::Named { branch_id, desk_id })?;
    // They chose, even if it was to work at no desk in particular.
    let place = Place {
        is_placed: true,
        ..place
    };
    let session = (desk.session_id, desk.staff_id);
    if !store::set_place(conn, session, (branch_id, desk_id, true), desk.now)? {
        return Err(AuthError::SessionOver);
    }
    Ok(StaffSession {
        id: desk.session_id,
        staff,
        place,
        refresh_token: None,
    })
}
