//! What lateness costs.
//!
//! Lateness is counted in the fine's unit: local days after the due date up to the day of return, or open hours that
//! have started, closed time left out unless the policy counts it. After the grace it is cut into periods, each costing
//! the same, and the smallest of all caps wins. The answer is what the loan's *one* fine should stand at; what to book
//! is the [`Step`] there from what it stands at now. Amounts are in minor units.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::calendar::{Calendar, started_hours};
use crate::policy::{FineChargeAt, GraceMode, Terms, Unit};

/// What a fine is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Of the controlling branch.
    pub calendar: &'a Calendar,
    /// Of the loan.
    pub terms: &'a Terms,
    /// When the loan was due.
    pub due_at: DateTime<Utc>,
    /// When it ended or was renewed; now, for the fine that is accruing.
    pub until: DateTime<Utc>,
    /// What the loan's fine came to for times that renewals have ended.
    pub earlier: i64,
    /// What the item costs to replace, where that is recorded. Zero and below count as not recorded.
    pub replacement_price: Option<i64>,
    /// The most the patron may owe in overdue fines.
    pub patron_cap: Option<i64>,
    /// What the patron owes in overdue fines for other loans.
    pub owed_for_others: i64,
}

/// What a loan's overdue fine should stand at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fine {
    /// Days or hours late, before the grace.
    pub units_late: i64,
    /// Periods charged.
    pub periods: i64,
    /// The amount; zero means that there is no fine.
    pub amount: i64,
    /// The cap that kept the amount down.
    pub capped_by: Option<Cap>,
}

/// What a fine cannot pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cap {
    /// The policy's cap for one loan.
    Item,
    /// The price of the item.
    Replacement,
    /// What the patron may owe over all loans.
    Patron,
}

/// What to do with the loan's one fine, so that it stands at an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "step")]
pub enum Step {
    /// It stands right, or there is none and none is due.
    Leave,
    /// There is none yet.
    Charge {
        /// What is owed now.
        amount: i64,
    },
    /// There is one, and it changes.
    Adjust {
        /// What it stands at.
        from: i64,
        /// What it should stand at; zero takes it away.
        to: i64,
    },
}

/// What the loan's fine should stand at.
pub fn assess(facts: &Facts<'_>) -> Fine {
    let terms = facts.terms;
    let units_late = units_late(facts);
    let grace = i64::from(terms.grace.max(0));
    let counted = match terms.grace_mode {
        _ if units_late <= grace => 0,
        GraceMode::Threshold => units_late,
        GraceMode::Deducted => units_late - grace,
    };
    let every = i64::from(terms.fine_every.max(1));
    let periods = match terms.fine_charge_at {
        FineChargeAt::End => counted / every,
        FineChargeAt::Start => counted / every + i64::from(counted % every > 0),
    };
    let uncapped = periods
        .saturating_mul(terms.fine_amount.max(0))
        .saturating_add(facts.earlier.max(0));
    let (amount, capped_by) = match lowest_cap(facts) {
        Some((cap, most)) if uncapped > most => (most, Some(cap)),
        _ => (uncapped, None),
    };
    Fine {
        units_late,
        periods,
        amount,
        capped_by,
    }
}

/// How late a loan is, in the fine's unit and before the grace.
pub fn units_late(facts: &Facts<'_>) -> i64 {
    let Facts {
        calendar,
        terms,
        due_at,
        until,
        ..
    } = *facts;
    if until <= due_at {
        return 0;
    }
    match (terms.fine_unit, terms.fine_counts_closed) {
        (Unit::Days, counts_closed) => {
            let (due_on, returned_on) = (calendar.local_date(due_at), calendar.local_date(until));
            if counts_closed {
                (returned_on - due_on).num_days()
            } else {
                calendar.open_days(due_on, returned_on).into()
            }
        }
        (Unit::Hours, true) => started_hours((until - due_at).num_seconds()),
        (Unit::Hours, false) => calendar.started_open_hours(due_at, until),
    }
}

/// The step from what the loan's fine stands at (`None`: there is none) to what it should stand at.
pub fn step(stands_at: Option<i64>, amount: i64) -> Step {
    match stands_at {
        None if amount <= 0 => Step::Leave,
        None => Step::Charge { amount },
        Some(from) if from == amount => Step::Leave,
        Some(from) => Step::Adjust {
            from,
            to: amount.max(0),
        },
    }
}

fn lowest_cap(facts: &Facts<'_>) -> Option<(Cap, i64)> {
    let price = facts.replacement_price.filter(|price| *price > 0);
    let price = price.or(facts.terms.replacement_default.filter(|price| *price > 0));
    let patron = facts
        .patron_cap
        .map(|cap| cap.saturating_sub(facts.owed_for_others.max(0)));
    [
        (Cap::Item, facts.terms.fine_cap),
        (Cap::Replacement, price),
        (Cap::Patron, patron),
    ]
    .into_iter()
    .filter_map(|(cap, most)| most.map(|most| (cap, most.max(0))))
    .min_by_key(|(_, most)| *most)
}
