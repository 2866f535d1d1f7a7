//! Starting a session for somebody whose password or PIN was right.

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::platform::secret::{random_token, sha256};

use super::super::problem::AuthError;
use super::store::{self, NewSession};
use super::{Keeping, RefreshToken, Subject};

/// A session to start.
pub(in crate::auth) struct Start {
    pub(in crate::auth) subject: Subject,
    pub(in crate::auth) keeping: Keeping,
    pub(in crate::auth) branch_id: Option<Uuid>,
    pub(in crate::auth) desk_id: Option<Uuid>,
    pub(in crate::auth) is_placed: bool,
    pub(in crate::auth) now: DateTime<Utc>,
}

/// Writes the session; its id and its first refresh token.
pub(in crate::auth) fn start(conn: &mut PgConnection, start: &Start) -> Result<(Uuid, RefreshToken), AuthError> {
    let plain = random_token()?;
    let new = NewSession {
        id: Uuid::now_v7(),
        subject: start.subject,
        keeping: start.keeping,
        branch_id: start.branch_id,
        desk_id: start.desk_id,
        is_placed: start.is_placed,
        token_hash: &sha256(plain.as_bytes()),
        now: start.now,
    };
    store::insert(conn, &new)?;
    let (idle, life) = start.subject.lifetimes();
    let token = RefreshToken {
        plain,
        keeping: start.keeping,
        idles_out_at: start.now + idle.min(life),
    };
    Ok((new.id, token))
}
