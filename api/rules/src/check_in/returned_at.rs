//! The instant that counts as the return.

use chrono::{DateTime, TimeDelta, Utc};

use super::Facts;

/// How many days back a return may be dated.
pub const MAX_BACKDATE_DAYS: i64 = 30;

/// A date of return that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReturnedAtError {
    /// It lies in the future.
    #[error("an item cannot be returned in the future")]
    Future,
    /// It lies further back than [`MAX_BACKDATE_DAYS`].
    #[error("a return can be dated back {MAX_BACKDATE_DAYS} days at most")]
    TooLongAgo,
    /// It lies before the loan.
    #[error("an item cannot be returned before it was lent")]
    BeforeLoan,
}

/// The given date of return where it can be, else now: but never before the loan, which may have begun at another desk
/// while this return was on its way.
pub(super) fn effective(facts: &Facts<'_>) -> Result<DateTime<Utc>, ReturnedAtError> {
    let Some(at) = facts.returned_at else {
        return Ok(facts.loan.map_or(facts.now, |loan| facts.now.max(loan.lent_at)));
    };
    if at > facts.now {
        return Err(ReturnedAtError::Future);
    }
    if facts.now.signed_duration_since(at) > TimeDelta::days(MAX_BACKDATE_DAYS) {
        return Err(ReturnedAtError::TooLongAgo);
    }
    if facts.loan.is_some_and(|loan| at < loan.lent_at) {
        return Err(ReturnedAtError::BeforeLoan);
    }
    Ok(at)
}
