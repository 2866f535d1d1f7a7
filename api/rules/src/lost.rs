//! What losing an item costs, and what of it is given back when the item comes to light.
//!
//! Amounts are in minor units. What was written off or waived is never given back, and the fee for handling the loss stays: the
//! work was done.

use chrono::{DateTime, NaiveDate, Utc};

use crate::calendar::Calendar;
use crate::policy::{LostRefund, OverdueOnLost, Terms};

/// What a loss costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charges {
    /// What replacing the item costs; zero where nobody knows a price.
    pub replacement: i64,
    /// What handling the loss costs.
    pub processing: i64,
}

/// What becomes of the overdue fine when an item is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OverdueAtLoss {
    /// It is charged up to the loss.
    Charge,
    /// Nothing more is charged, and what is owed of it is waived.
    Forgive,
}

/// What is given back of the charge for the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refund {
    /// All of it: what is owed is cancelled, what was paid becomes credit.
    PaidAndOwed,
    /// What is owed is cancelled; what was paid stays paid.
    Owed,
    /// Nothing.
    Nothing,
}

/// What follows when a lost item comes to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What is given back of the charge for the item.
    pub refund: Refund,
    /// Whether the overdue fine that was forgiven is owed again, up to the loss.
    pub restores_overdue: bool,
}

/// What losing an item of this price costs: its own price, else the policy's. A price of zero is none.
pub fn charges(terms: &Terms, price: Option<i64>) -> Charges {
    let known = |price: Option<i64>| price.filter(|price| *price > 0);
    Charges {
        replacement: known(price).or(known(terms.replacement_default)).unwrap_or(0),
        processing: terms.processing_fee.max(0),
    }
}

/// What becomes of the overdue fine.
pub fn overdue(terms: &Terms) -> OverdueAtLoss {
    match terms.overdue_on_lost {
        OverdueOnLost::Charge => OverdueAtLoss::Charge,
        OverdueOnLost::Forgive | OverdueOnLost::Restore => OverdueAtLoss::Forgive,
    }
}

/// What follows when the item comes to light. Days are those of the controlling branch.
pub fn found(terms: &Terms, calendar: &Calendar, lost_at: DateTime<Utc>, found_at: DateTime<Utc>) -> Found {
    let days = (calendar.local_date(found_at) - calendar.local_date(lost_at)).num_days();
    let is_late = terms.lost_refund_days.is_some_and(|most| days > i64::from(most));
    let refund = match terms.lost_refund {
        _ if is_late => Refund::Nothing,
        LostRefund::PaidAndUnpaid => Refund::PaidAndOwed,
        LostRefund::UnpaidOnly => Refund::Owed,
        LostRefund::None => Refund::Nothing,
    };
    Found {
        refund,
        restores_overdue: terms.overdue_on_lost == OverdueOnLost::Restore,
    }
}

/// Whether a loan that was due on this day has been out for so long, on `on`, that its item counts as lost.
pub fn has_aged(terms: &Terms, due_on: NaiveDate, on: NaiveDate) -> bool {
    terms
        .aged_to_lost_days
        .is_some_and(|days| (on - due_on).num_days() > i64::from(days))
}

/// Whether one claim more is the caller's to record. `most` is what the library believes without asking a supervisor.
pub fn may_claim(is_supervisor: bool, claims: i64, most: i64) -> bool {
    is_supervisor || claims < most
}
