//! A staff member signs in.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::record::{Author, AuthorKind, Deed, note};

use super::super::lock_out::{Owner, Subjects, Verdict, settle};
use super::super::problem::AuthError;
use super::super::session::{Keeping, StaffSession, Start, Subject, Wanted, choose, find_staff, start};
use super::store::{self, Credentials};

/// A password that was compared.
pub(super) struct Attempt {
    pub(super) subjects: Subjects,
    pub(super) known: Credentials,
    pub(super) is_right: bool,
    pub(super) wanted: Wanted,
    pub(super) keeping: Keeping,
    pub(super) author: Author,
}

/// Counts the failure or starts the session.
pub(super) fn sign_in(conn: &mut PgConnection, attempt: &Attempt) -> Result<Verdict<StaffSession>, AuthError> {
    let owner = attempt.known.id.map(Owner::Staff);
    match settle(conn, &attempt.subjects, attempt.is_right, &attempt.author, owner)? {
        Verdict::Right(()) => {}
        Verdict::Wrong => return Ok(Verdict::Wrong),
        Verdict::LockedUntil(until) => return Ok(Verdict::LockedUntil(until)),
    }
    let (Some(id), Some(token_version)) = (attempt.known.id, attempt.known.token_version) else {
        return Err(AuthError::WrongCredentials);
    };
    enter(conn, attempt, id, token_version).map(Verdict::Right)
}

fn enter(conn: &mut PgConnection, attempt: &Attempt, id: Uuid, token_version: i32) -> Result<StaffSession, AuthError> {
    let now = attempt.author.now;
    if !store::enter_staff(conn, id, token_version, now)? {
        return Err(AuthError::WrongCredentials);
    }
    let staff = find_staff(conn, id)?.ok_or(AuthError::WrongCredentials)?;
    let place = choose(conn, &staff, attempt.wanted)?;
    let desk_id = place.desk.as_ref().map(|desk| desk.id);
    store::remember_place(conn, id, place.branch.id, desk_id)?;
    let new = Start {
        subject: Subject::Staff(id),
        keeping: attempt.keeping,
        branch_id: Some(place.branch.id),
        desk_id,
        is_placed: place.is_placed,
        now,
    };
    let (session_id, refresh_token) = start(conn, &new)?;
    let author = Author {
        kind: AuthorKind::Staff(id, staff.role(), place.branch.id),
        ..attempt.author.clone()
    };
    let deed = Deed::on("session.started", "staff", id).changing(json!({ "session_id": session_id }));
    note(conn, &author, deed)?;
    Ok(StaffSession {
        id: session_id,
        staff,
        place,
        refresh_token: Some(refresh_token),
    })
}
