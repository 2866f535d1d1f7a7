//! How a loan ends.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::ClaimResolution;
use crate::calendar::Calendar;
use crate::overdue_fine::{self, Fine, Step};
use crate::policy::Terms;
use crate::status::Status;

/// The open loan of an item that comes back.
#[derive(Debug, Clone, Copy)]
pub struct Loan<'a> {
    /// Of the controlling branch.
    pub calendar: &'a Calendar,
    /// Of the loan.
    pub terms: &'a Terms,
    /// The branch that lent it.
    pub lent_by: Uuid,
    /// When it began.
    pub lent_at: DateTime<Utc>,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// What its fine stands at; none when it has none.
    pub fine: Option<i64>,
    /// What of that belongs to times that renewals have ended.
    pub earlier: i64,
    /// What the item costs to replace, where that is recorded.
    pub replacement_price: Option<i64>,
    /// The most the patron may owe in overdue fines.
    pub patron_cap: Option<i64>,
    /// What the patron owes in overdue fines for other loans.
    pub owed_for_others: i64,
}

/// How a loan ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The instant that counts as its end.
    pub returned_at: DateTime<Utc>,
    /// The lateness and what it costs; none where lateness is not counted: the item was lost (its fine was settled
    /// then) or the library found it itself.
    pub fine: Option<Fine>,
    /// What to do with the loan's fine.
    pub fine_step: Step,
    /// What was forgiven, in minor units.
    pub forgiven: i64,
}

/// Ends a loan, at a check-in as well as when another patron takes the item over (a claimed item is then found by the
/// library).
pub fn close(
    loan: &Loan<'_>,
    status: Status,
    returned_at: DateTime<Utc>,
    claim: Option<ClaimResolution>,
    waive_fine: bool,
) -> Closing {
    let found = status == Status::ClaimedReturned && claim == Some(ClaimResolution::FoundByLibrary);
    if found || status == Status::Lost {
        return Closing {
            returned_at,
            fine: None,
            fine_step: Step::Leave,
            forgiven: 0,
        };
    }
    let fine = overdue_fine::assess(&overdue_fine::Facts {
        calendar: loan.calendar,
        terms: loan.terms,
        due_at: loan.due_at,
        until: returned_at,
        earlier: loan.earlier,
        replacement_price: loan.replacement_price,
        patron_cap: loan.patron_cap,
        owed_for_others: loan.owed_for_others,
    });
    // Forgiving keeps a fine from growing; what was charged before stays for a waiver to decide on.
    let more = fine.amount.saturating_sub(loan.fine.unwrap_or(0));
    if waive_fine && more > 0 {
        return Closing {
            returned_at,
            fine: Some(fine),
            fine_step: Step::Leave,
            forgiven: more,
        };
    }
    let fine_step = overdue_fine::step(loan.fine, fine.amount);
    Closing {
        returned_at,
        fine: Some(fine),
        fine_step,
        forgiven: 0,
    }
}
