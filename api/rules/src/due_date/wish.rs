//! A due date that staff wish for.

use chrono::{DateTime, TimeDelta, Utc};

use super::to_the_minute;
use crate::block::{Block, Code};
use crate::calendar::Calendar;
use crate::policy::Unit;

/// The furthest a wished due date may lie ahead, in days.
pub const MAX_WISH_DAYS: i64 = 3650;

/// A wished due date that no policy and no override can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WishError {
    /// It does not lie after now.
    #[error("a due date must lie in the future")]
    NotInFuture,
    /// It lies further ahead than [`MAX_WISH_DAYS`].
    #[error("a due date must lie within {MAX_WISH_DAYS} days")]
    TooFar,
}

/// A wished due date in the grain of the loan: the end of its day for day loans, the minute for hourly ones.
///
/// # Errors
/// [`WishError`] when it cannot be.
pub fn wished(
    calendar: &Calendar,
    unit: Unit,
    now: DateTime<Utc>,
    wish: DateTime<Utc>,
) -> Result<DateTime<Utc>, WishError> {
    if wish <= now {
        return Err(WishError::NotInFuture);
    }
    if wish.signed_duration_since(now) > TimeDelta::days(MAX_WISH_DAYS) {
        return Err(WishError::TooFar);
    }
    Ok(match unit {
        Unit::Days => calendar.end_of_day(calendar.local_date(wish)),
        Unit::Hours => to_the_minute(wish),
    })
}

/// What stands against a wished due date, given the one that holds without it.
pub(crate) fn block_against(wished: DateTime<Utc>, given: DateTime<Utc>) -> Option<Block> {
    let code = match wished.cmp(&given) {
        std::cmp::Ordering::Less => Code::DueDateEarlier,
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => Code::DueDateLater,
    };
    Some(Block::with(
        code,
        [("given_due_at", given.into()), ("wished_due_at", wished.into())],
    ))
}
