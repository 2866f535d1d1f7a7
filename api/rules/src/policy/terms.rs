//! The terms of one loan: its policy with nothing left open.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attributes::Attributes;
use super::choices::{
    ClosedDayMode, FineChargeAt, GraceMode, HardDueMode, HighDemand, LostRefund, OverdueOnLost, RenewalFrom, Unit,
    Where,
};

/// How long a loan lasts when no row says so, in days.
pub const DEFAULT_LOAN_DAYS: i32 = 21;

/// What was agreed when the loan began; kept with it for life, so that a later change of policy leaves it alone.
/// A member missing from stored terms has its default. Amounts are in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Whether the item may leave the building. Default: yes.
    pub loanable: bool,
    /// Length of a loan in `loan_unit`. Default: 21.
    pub loan_length: i32,
    /// Default: days.
    pub loan_unit: Unit,
    /// Default: none.
    pub hard_due_date: Option<NaiveDate>,
    /// Default: exact.
    pub hard_due_mode: HardDueMode,
    /// Default: move forward.
    pub closed_day_mode: ClosedDayMode,
    /// Default: 0, no renewals.
    pub renewals_max: i32,
    /// Length of a renewal in `loan_unit`. Default: as a loan.
    pub renewal_length: i32,
    /// Default: from the due date.
    pub renewal_from: RenewalFrom,
    /// Default: none, at any time.
    pub no_renewal_before_days: Option<i32>,
    /// Default: no.
    pub auto_renew: bool,
    /// Default: none, no limit under this rule.
    pub max_loans: Option<i32>,
    /// Default: none, no limit under this rule.
    pub max_onsite_loans: Option<i32>,
    /// Default: 0, no fine.
    pub fine_amount: i64,
    /// Default: 1.
    pub fine_every: i32,
    /// Default: the unit of the loan.
    pub fine_unit: Unit,
    /// Default: at the end of a period.
    pub fine_charge_at: FineChargeAt,
    /// Default: 0.
    pub grace: i32,
    /// Default: threshold.
    pub grace_mode: GraceMode,
    /// Default: none, no cap under this rule.
    pub fine_cap: Option<i64>,
    /// Default: no.
    pub fine_counts_closed: bool,
    /// Default: none, unknown.
    pub replacement_default: Option<i64>,
    /// Default: 0.
    pub processing_fee: i64,
    /// Default: what was paid and what is owed.
    pub lost_refund: LostRefund,
    /// Default: none, however long ago.
    pub lost_refund_days: Option<i32>,
    /// Default: charge.
    pub overdue_on_lost: OverdueOnLost,
    /// Default: none, never.
    pub aged_to_lost_days: Option<i32>,
    /// Default: anywhere.
    pub return_allowed: Where,
    /// Default: none.
    pub high_demand: Option<HighDemand>,
}

impl Default for Terms {
    fn default() -> Self {
        Self::from(&Attributes::default())
    }
}

impl From<&Attributes> for Terms {
    fn from(set: &Attributes) -> Self {
        let loan_length = set.loan_length.unwrap_or(DEFAULT_LOAN_DAYS);
        let loan_unit = set.loan_unit.unwrap_or_default();
        Self {
            loanable: set.loanable.unwrap_or(true),
            loan_length,
            loan_unit,
            hard_due_date: set.hard_due_date,
            hard_due_mode: set.hard_due_mode.unwrap_or_default(),
            closed_day_mode: set.closed_day_mode.unwrap_or_default(),
            renewals_max: set.renewals_max.unwrap_or(0),
            renewal_length: set.renewal_length.unwrap_or(loan_length),
            renewal_from: set.renewal_from.unwrap_or_default(),
            no_renewal_before_days: set.no_renewal_before_days,
            auto_renew: set.auto_renew.unwrap_or(false),
            max_loans: set.max_loans,
            max_onsite_loans: set.max_onsite_loans,
            fine_amount: set.fine_amount.unwrap_or(0),
            fine_every: set.fine_every.unwrap_or(1),
            fine_unit: set.fine_unit.unwrap_or(loan_unit),
            fine_charge_at: set.fine_charge_at.unwrap_or_default(),
            grace: set.grace.unwrap_or(0),
            grace_mode: set.grace_mode.unwrap_or_default(),
            fine_cap: set.fine_cap,
            fine_counts_closed: set.fine_counts_closed.unwrap_or(false),
            replacement_default: set.replacement_default,
            processing_fee: set.processing_fee.unwrap_or(0),
            lost_refund: set.lost_refund.unwrap_or_default(),
            lost_refund_days: set.lost_refund_days,
            overdue_on_lost: set.overdue_on_lost.unwrap_or_default(),
            aged_to_lost_days: set.aged_to_lost_days,
            return_allowed: set.return_allowed.unwrap_or_default(),
            high_demand: set.high_demand,
        }
    }
}
