//! May the due date of a running loan be moved?

use chrono::{DateTime, Utc};

use crate::block::{Block, Code, in_order};
use crate::calendar::Calendar;
use crate::due_date::{self, DueDate, WishError};
use crate::policy::Terms;

/// What the change is decided from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The instant of the deed.
    pub now: DateTime<Utc>,
    /// Of the controlling branch.
    pub calendar: &'a Calendar,
    /// Of the loan.
    pub terms: &'a Terms,
    /// Whether the loan has ended.
    pub closed: bool,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// When it should be due.
    pub wished_due_at: DateTime<Utc>,
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// All that stands against it, in a fixed order.
    pub blocks: Vec<Block>,
    /// The due date wished for, in the grain of the loan.
    pub due: DueDate,
}

/// Decides the change: earlier than the loan is due now needs a reason, later a supervisor.
///
/// # Errors
/// [`WishError`] when the wished due date cannot be.
pub fn decide(facts: &Facts<'_>) -> Result<Decision, WishError> {
    let at = due_date::wished(facts.calendar, facts.terms.loan_unit, facts.now, facts.wished_due_at)?;
    let closed = facts.closed.then(|| Block::new(Code::LoanClosed));
    let moved = due_date::block_against(at, facts.due_at);
    Ok(Decision {
        blocks: in_order(closed.into_iter().chain(moved).collect()),
        due: DueDate {
            at,
            on: facts.calendar.local_date(at),
            changes: Vec::new(),
        },
    })
}
