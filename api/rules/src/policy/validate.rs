//! Which values a policy attribute may have.

use chrono::Datelike;

use super::attributes::Attributes;

/// The longest length, in days or hours: ten years of days.
pub(super) const MAX_LENGTH: i64 = 3650;
/// The highest count of loans, holds or renewals.
pub(super) const MAX_COUNT: i64 = 10_000;
/// The highest amount, in minor units: far above any fine, far below what a sum could overflow with.
pub(super) const MAX_AMOUNT: i64 = 100_000_000;

/// A value that an attribute cannot have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} must lie between {min} and {max}")]
pub struct FieldError {
    /// The attribute; a member of an attribute as `high_demand/length`.
    pub field: &'static str,
    /// The lowest permitted value.
    pub min: i64,
    /// The highest permitted value.
    pub max: i64,
}

impl Attributes {
    /// What is wrong with the values, field by field. Attributes are checked each on its own, since what stands next to
    /// one is only known when rows are resolved.
    pub fn validate(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let lengths = [
            ("loan_length", self.loan_length),
            ("renewal_length", self.renewal_length),
            ("no_renewal_before_days", self.no_renewal_before_days),
            ("grace", self.grace),
            ("lost_refund_days", self.lost_refund_days),
            ("hold_shelf_open_days", self.hold_shelf_open_days),
            ("high_demand/length", self.high_demand.map(|demand| demand.length)),
        ];
        within(&mut errors, &lengths.map(widen), 0, MAX_LENGTH);
        let periods = [
            ("fine_every", self.fine_every),
            ("aged_to_lost_days", self.aged_to_lost_days),
        ];
        within(&mut errors, &periods.map(widen), 1, MAX_LENGTH);
        let counts = [
            ("renewals_max", self.renewals_max),
            ("max_loans", self.max_loans),
            ("max_onsite_loans", self.max_onsite_loans),
            ("holds_per_title", self.holds_per_title),
            ("high_demand/threshold", self.high_demand.map(|demand| demand.threshold)),
        ];
        within(&mut errors, &counts.map(widen), 0, MAX_COUNT);
        let amounts = [
            ("fine_amount", self.fine_amount),
            ("fine_cap", self.fine_cap),
            ("replacement_default", self.replacement_default),
            ("processing_fee", self.processing_fee),
        ];
        within(&mut errors, &amounts, 0, MAX_AMOUNT);
        // The years that ISO 8601 writes with four digits.
        let years = [("hard_due_date", self.hard_due_date.map(|date| date.year().into()))];
        within(&mut errors, &years, 1, 9999);
        errors
    }
}

fn widen((field, value): (&'static str, Option<i32>)) -> (&'static str, Option<i64>) {
    (field, value.map(i64::from))
}

/// Notes every set value outside `min..=max`.
pub(super) fn within(errors: &mut Vec<FieldError>, fields: &[(&'static str, Option<i64>)], min: i64, max: i64) {
    for (field, value) in fields {
        if value.is_some_and(|value| !(min..=max).contains(&value)) {
            errors.push(FieldError { field, min, max });
        }
    }
}
