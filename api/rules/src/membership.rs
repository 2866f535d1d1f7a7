//! Until when a card is good, when that is worth saying, and what enrolment costs.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// From when a renewed card counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewFrom {
    /// The day it is renewed.
    Today,
    /// The last day it was good for.
    Expiry,
    /// The later of the two: nobody loses days by renewing early, nor gains those they were away.
    Later,
}

/// A renewal would not make the card good for longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the card is good for as long already")]
pub struct NotLonger;

/// The last day of a card that is renewed. None is for ever, before and after; `months` is how long the category enrols.
pub fn renewed(
    from: RenewFrom,
    today: NaiveDate,
    expires_on: Option<NaiveDate>,
    months: Option<u32>,
) -> Result<Option<NaiveDate>, NotLonger> {
    let Some(old) = expires_on else {
        return Err(NotLonger);
    };
    let Some(months) = months else {
        return Ok(None);
    };
    let base = match from {
        RenewFrom::Today => today,
        RenewFrom::Expiry => old,
        RenewFrom::Later => old.max(today),
    };
    match base.checked_add_months(Months::new(months)) {
        Some(new) if new > old => Ok(Some(new)),
        _ => Err(NotLonger),
    }
}

/// Whether the card's end is near enough to be said: it is good today, and `window` days ahead no longer. A window of 0
/// never says so.
pub fn expires_soon(expires_on: Option<NaiveDate>, today: NaiveDate, window: u32) -> bool {
    let Some(last) = expires_on.filter(|last| *last >= today) else {
        return false;
    };
    window > 0
        && today
            .checked_add_days(Days::new(window.into()))
            .is_none_or(|day| last <= day)
}

/// When an enrolment fee could fall due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// Somebody is registered.
    Registration,
    /// A card is renewed.
    Renewal,
    /// A patron moves to another category.
    CategoryChange,
}

/// The library's answers about the fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeRules {
    /// Every renewal costs it again.
    pub on_renewal: bool,
    /// Moving into a category costs that category's fee.
    pub on_category_change: bool,
}

/// What is to be charged, in minor units; `fee` is the category's the patron is in from now on.
pub fn fee_due(occasion: Occasion, fee: Option<i64>, rules: FeeRules) -> Option<i64> {
    let is_due = match occasion {
        Occasion::Registration => true,
        Occasion::Renewal => rules.on_renewal,
        Occasion::CategoryChange => rules.on_category_change,
    };
    fee.filter(|fee| is_due && *fee > 0)
}

/// Whether somebody of this age has grown out of a category that ends with `max_age`.
pub fn has_outgrown(age: Option<u32>, max_age: Option<u32>) -> bool {
    matches!((age, max_age), (Some(age), Some(max_age)) if age > max_age)
}

/// The ages a category is for, in whole years.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Ages {
    /// The youngest; none: any.
    pub min: Option<u32>,
    /// The oldest; none: any.
    pub max: Option<u32>,
}

impl Ages {
    /// Whether somebody of this age belongs here.
    pub fn hold(&self, age: u32) -> bool {
        self.min.is_none_or(|min| age >= min) && self.max.is_none_or(|max| age <= max)
    }

    /// How many ages it is for; who is for fewer says more about somebody.
    fn width(&self) -> u32 {
        self.max
            .unwrap_or(u32::MAX)
            .saturating_sub(self.min.unwrap_or_default())
    }
}

/// The category for somebody of this age: of those that hold it the one for the fewest ages, the first of equals.
pub fn category_for<T>(age: u32, categories: impl IntoIterator<Item = (T, Ages)>) -> Option<T> {
    categories
        .into_iter()
        .filter(|(_, ages)| ages.hold(age))
        .min_by_key(|(_, ages)| ages.width())
        .map(|(category, _)| category)
}
