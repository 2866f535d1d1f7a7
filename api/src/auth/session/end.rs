//! Ending sessions.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::platform::secret::sha256;

use super::super::problem::AuthError;
use super::Subject;
use super::store;

/// How somebody says which session is theirs.
pub(super) enum Proof {
    /// By its refresh token.
    Token(String),
    /// By an access token.
    Access(Uuid),
}

/// Signs out. A session that is over already, or never was, is fine: the caller wants it to be over.
pub(super) fn end(conn: &mut PgConnection, proof: &Proof, now: DateTime<Utc>) -> Result<(), AuthError> {
    let session_id = match proof {
        Proof::Token(token) => store::lock_by_token(conn, &sha256(token.as_bytes()))?.map(|session| session.id),
        Proof::Access(session_id) => Some(*session_id),
    };
    if let Some(session_id) = session_id {
        store::revoke(conn, session_id, now)?;
    }
    Ok(())
}

/// Ends every session of one person: their password, PIN or role is new, or they are disabled. Whoever calls it also
/// raises the person's `token_version`, which makes access tokens useless for deeds.
pub(crate) fn end_sessions(conn: &mut PgConnection, subject: Subject, now: DateTime<Utc>) -> QueryResult<()> {
    store::revoke_all(conn, subject, now).map(|_| ())
}
