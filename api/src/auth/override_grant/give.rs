//! A supervisor gives leave at an assistant's screen.

use carrel_rules::block::Code;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Author, AuthorKind, Deed, note};
use crate::platform::secret::{random_token, sha256};

use super::super::lock_out::{Owner, Subjects, Verdict, settle};
use super::super::problem::AuthError;
use super::super::sign_in::Credentials;
use super::store::{self, GiverRow, NewGrant};

/// How long a grant is good for.
const LIFE: TimeDelta = TimeDelta::minutes(2);

/// What was asked for, with a password that was compared.
pub(super) struct Request {
    pub(super) subjects: Subjects,
    pub(super) known: Credentials,
    pub(super) is_right: bool,
    pub(super) operation_id: &'static str,
    pub(super) subject_ids: Vec<Uuid>,
    pub(super) codes: Vec<Code>,
    pub(super) reason: String,
}

/// A grant in plain, on its way out.
pub(super) struct Given {
    pub(super) token: String,
    pub(super) expires_at: DateTime<Utc>,
    pub(super) giver: GiverRow,
}

/// Counts a wrong password against its account, or writes the grant for the caller. The giver must be a supervisor of
/// the caller's branch, somebody else than the caller, and not whose account it is.
pub(super) fn give(conn: &mut PgConnection, desk: &Desk, request: &Request) -> Result<Verdict<Given>, AuthError> {
    let author = Author {
        kind: AuthorKind::Staff(desk.staff_id, desk.role, desk.branch_id),
        now: desk.now,
        request_id: desk.request_id.clone(),
    };
    let owner = request.known.id.map(Owner::Staff);
    match settle(conn, &request.subjects, request.is_right, &author, owner)? {
        Verdict::Right(()) => {}
        Verdict::Wrong => return Ok(Verdict::Wrong),
        Verdict::LockedUntil(until) => return Ok(Verdict::LockedUntil(until)),
    }
    let giver = entitled_giver(conn, desk, &request.known)?;
    if store::is_givers_account(conn, giver.id, &request.subject_ids, desk.today)? {
        return Err(AuthError::GiversAccount);
    }
    let token = random_token()?;
    let new = NewGrant {
        token_hash: &sha256(token.as_bytes()),
        supervisor_id: giver.id,
        operation_id: request.operation_id,
        subject_ids: &request.subject_ids,
        codes: request.codes.iter().map(|code| code.as_str()).collect(),
        reason: &request.reason,
        expires_at: desk.now + LIFE,
    };
    store::insert(conn, desk, &new)?;
    // The subjects stay out: one of them may be a patron, whom the audit must be able to forget.
    let deed = Deed::on("override.granted", "staff", desk.staff_id)
        .because(Some(request.reason.clone()))
        .authorised_by(giver.id)
        .changing(json!({ "operation_id": new.operation_id, "codes": new.codes }));
    note(conn, &author, deed)?;
    Ok(Verdict::Right(Given {
        token,
        expires_at: new.expires_at,
        giver,
    }))
}

fn entitled_giver(conn: &mut PgConnection, desk: &Desk, known: &Credentials) -> Result<GiverRow, AuthError> {
    let (Some(id), Some(token_version)) = (known.id, known.token_version) else {
        return Err(AuthError::WrongCredentials);
    };
    let giver = store::find_giver(conn, id, token_version, desk.branch_id)?.ok_or(AuthError::WrongCredentials)?;
    if giver.id == desk.staff_id {
        Err(AuthError::OwnGrant)
    } else if !giver.is_supervisor || !giver.works_here {
        Err(AuthError::NoSupervisorHere)
    } else {
        Ok(giver)
    }
}
