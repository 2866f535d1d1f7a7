//! A patron signs in on the website or in an app.

use diesel::PgConnection;

use crate::platform::record::Author;

use super::super::lock_out::{Owner, Subjects, Verdict, settle};
use super::super::problem::AuthError;
use super::super::session::{Keeping, PatronSession, Start, Subject, find_patron, start};
use super::store::{self, Credentials};

/// A PIN that was compared.
pub(super) struct Attempt {
    pub(super) subjects: Subjects,
    pub(super) known: Credentials,
    pub(super) is_right: bool,
    pub(super) keeping: Keeping,
    pub(super) author: Author,
}

/// Counts the failure or starts the session.
pub(super) fn sign_in(conn: &mut PgConnection, attempt: &Attempt) -> Result<Verdict<PatronSession>, AuthError> {
    let now = attempt.author.now;
    let owner = attempt.known.id.map(Owner::Patron);
    match settle(conn, &attempt.subjects, attempt.is_right, &attempt.author, owner)? {
        Verdict::Right(()) => {}
        Verdict::Wrong => return Ok(Verdict::Wrong),
        Verdict::LockedUntil(until) => return Ok(Verdict::LockedUntil(until)),
    }
    let (Some(id), Some(token_version)) = (attempt.known.id, attempt.known.token_version) else {
        return Err(AuthError::WrongCredentials);
    };
    if !store::enter_patron(conn, id, token_version)? {
        return Err(AuthError::WrongCredentials);
    }
    let patron = find_patron(conn, id, now)?.ok_or(AuthError::WrongCredentials)?;
    if !patron.is_of_age {
        return Err(AuthError::TooYoung);
    }
    let new = Start {
        subject: Subject::Patron(id),
        keeping: attempt.keeping,
        branch_id: Some(patron.home_branch_id),
        desk_id: None,
        is_placed: true,
        now,
    };
    let (session_id, refresh_token) = start(conn, &new)?;
    Ok(Verdict::Right(PatronSession {
        id: session_id,
        patron,
        refresh_token,
    }))
}
