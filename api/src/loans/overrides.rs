//! Overrides: which blocks this caller lifts, and with whose leave.

use carrel_rules::block::{Block, Code};
use carrel_rules::override_matrix::{Authority, By, judge};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::auth::override_grant::{self, Grant, GrantToken};
use crate::platform::desk::Desk;

use super::problem::LoanError;
pub(crate) use super::store::check_out::Lifted;

/// What the caller accepts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Override {
    /// The codes to lift.
    pub codes: Vec<Code>,
    /// Why.
    pub reason: Option<String>,
    /// A supervisor's leave, given at this screen.
    pub grant: GrantToken,
}

/// Where the override is tried.
pub(crate) struct Attempt<'a> {
    /// Operation of the API, as the grant names it.
    pub operation_id: &'static str,
    /// What the deed is about, as the grant names it.
    pub subject_ids: &'a [Uuid],
    /// Whether the account is the caller's own or their child's.
    pub own_account: bool,
}

/// Lifts what may be lifted. Fails with every block that still stands; a grant is used up only when none does.
pub(crate) fn lift(
    conn: &mut PgConnection,
    desk: &Desk,
    blocks: Vec<Block>,
    wanted: &Override,
    attempt: &Attempt<'_>,
) -> Result<Lifted, LoanError> {
    if blocks.is_empty() {
        return Ok(Lifted {
            changes: json!({}),
            reason: None,
            authorised_by: None,
        });
    }
    let grant = override_grant::find(conn, desk, &wanted.grant, attempt.operation_id, attempt.subject_ids)?;
    let granted = grant.as_ref().map_or(&[][..], |grant| grant.codes.as_slice());
    let verdict = judge(
        blocks,
        &Authority {
            role: Some(desk.role),
            own_account: attempt.own_account,
            codes: &wanted.codes,
            has_reason: wanted.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty()),
            granted,
        },
    );
    if !verdict.permits() {
        return Err(if verdict.reason_missing {
            LoanError::ReasonMissing(verdict.open)
        } else {
            LoanError::Blocked(verdict.open)
        });
    }
    let used = verdict.lifted.iter().any(|(_, by)| *by == By::Grant);
    let grant = grant.filter(|_| used);
    if let Some(grant) = &grant {
        override_grant::consume(conn, grant, desk.now)?;
    }
    Ok(lifted(&verdict.lifted, grant, wanted))
}

fn lifted(codes: &[(Code, By)], grant: Option<Grant>, wanted: &Override) -> Lifted {
    let all: Vec<_> = codes.iter().map(|(code, _)| code.as_str()).collect();
    let Some(grant) = grant else {
        return Lifted {
            changes: json!({ "lifted": all }),
            authorised_by: None,
            reason: wanted.reason.clone(),
        };
    };
    let granted: Vec<_> = codes
        .iter()
        .filter(|(_, by)| *by == By::Grant)
        .map(|(code, _)| code.as_str())
        .collect();
    Lifted {
        changes: json!({ "lifted": all, "granted": granted, "grant_reason": grant.reason }),
        authorised_by: Some(grant.supervisor_id),
        // The caller's own words, where the caller lifted something too.
        reason: wanted.reason.clone().or(Some(grant.reason)),
    }
}
