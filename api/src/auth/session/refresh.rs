//! A new pair of tokens for a refresh token.

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::record::{Author, AuthorKind, Deed, note};
use crate::platform::secret::{random_token, sha256};

use super::super::problem::AuthError;
use super::place::{Wanted, choose};
use super::store::{self, SessionRow};
use super::{GRACE, Keeping, PatronSession, RefreshToken, StaffSession, Subject};

/// What a refresh token is worth.
pub(super) enum Refreshed {
    Staff(Box<StaffSession>),
    Patron(Box<PatronSession>),
    /// The session is over, perhaps only now. What was written must stay, so this is no error.
    Over,
}

#[derive(Debug, PartialEq, Eq)]
enum Standing {
    /// Starts this generation, or joins it.
    Good(i32),
    /// Somebody else has a copy.
    Copied,
    Over,
}

/// Exchanges `token`, which was sent the way of `keeping`.
pub(super) fn refresh(
    conn: &mut PgConnection,
    token: &str,
    keeping: Keeping,
    author: &Author,
) -> Result<Refreshed, AuthError> {
    let Some(session) = store::lock_by_token(conn, &sha256(token.as_bytes()))? else {
        return Ok(Refreshed::Over);
    };
    if session.keeping() != keeping {
        return Ok(Refreshed::Over);
    }
    match standing(&session, author.now) {
        Standing::Over => Ok(Refreshed::Over),
        Standing::Copied => {
            store::revoke(conn, session.id, author.now)?;
            write_down_copy(conn, &session, author)?;
            Ok(Refreshed::Over)
        }
        Standing::Good(generation) => go_on(conn, &session, generation, author.now),
    }
}

fn standing(session: &SessionRow, now: DateTime<Utc>) -> Standing {
    let idles_out_at = session.last_used_at + session.idle();
    if session.revoked_at.is_some() || session.ends_at <= now || idles_out_at <= now {
        return Standing::Over;
    }
    match session.generation - session.token_generation {
        0 => Standing::Good(session.generation + 1),
        1 if now < session.last_used_at + GRACE => Standing::Good(session.generation),
        _ => Standing::Copied,
    }
}

fn go_on(
    conn: &mut PgConnection,
    session: &SessionRow,
    generation: i32,
    now: DateTime<Utc>,
) -> Result<Refreshed, AuthError> {
    let plain = random_token()?;
    store::add_token(conn, session, generation, &sha256(plain.as_bytes()), now)?;
    let refresh_token = RefreshToken {
        plain,
        keeping: session.keeping(),
        idles_out_at: (now + session.idle()).min(session.ends_at),
    };
    match session.subject() {
        Subject::Staff(id) => {
            let staff = store::find_staff(conn, id)?.ok_or(AuthError::SessionOver)?;
            let kept = Wanted::Kept {
                branch_id: session.branch_id,
                desk_id: session.desk_id,
                is_placed: session.is_placed,
            };
            let place = choose(conn, &staff, kept)?;
            Ok(Refreshed::Staff(Box::new(StaffSession {
                id: session.id,
                staff,
                place,
                refresh_token: Some(refresh_token),
            })))
        }
        Subject::Patron(id) => {
            let patron = store::find_patron(conn, id, now)?.ok_or(AuthError::SessionOver)?;
            Ok(Refreshed::Patron(Box::new(PatronSession {
                id: session.id,
                patron,
                refresh_token,
            })))
        }
    }
}

fn write_down_copy(conn: &mut PgConnection, session: &SessionRow, author: &Author) -> Result<(), AuthError> {
    let author = Author {
        kind: AuthorKind::System,
        ..author.clone()
    };
    let changes = json!({ "session_id": session.id });
    let on = |kind: &'static str, id: Uuid| Deed::on("session.copied", kind, id).changing(changes);
    let deed = match session.subject() {
        Subject::Staff(id) => on("staff", id),
        Subject::Patron(id) => on("patron", id).of_patron(id),
    };
    note(conn, &author, deed)?;
    Ok(())
}
