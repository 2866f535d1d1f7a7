//! What a decision needs to know of a patron, and the blocks that follow whatever the deed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::block::{Block, Code, Fact};
use crate::policy::Limits;

/// The state of the card that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Card {
    /// Good, or not asked for: staff found the patron by name.
    #[default]
    Active,
    /// Reported lost.
    Lost,
    /// Replaced by a newer one.
    Replaced,
}

/// A restriction that staff put on a patron.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    /// Its last day; none: until staff take it off.
    pub until: Option<NaiveDate>,
}

/// The patron of a deed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patron {
    /// The card that was shown.
    pub card: Card,
    /// Whether the record was merged into another.
    pub merged: bool,
    /// Whether the record was anonymised.
    pub anonymised: bool,
    /// The last day the card is good for; none: it does not expire.
    pub expires_on: Option<NaiveDate>,
    /// All restrictions, those that have ended too.
    pub restrictions: Vec<Restriction>,
    /// The date of birth. Without one, no age is too young.
    pub born_on: Option<NaiveDate>,
}

/// What the patron has and owes, at the moment of the deed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Open loans, without on-site ones and those claimed returned.
    pub loans: i64,
    /// Open on-site loans under the same policy row (the one that gave `max_onsite_loans`).
    pub on_site_loans: i64,
    /// Open loans whose `max_loans` came from the same policy row, without on-site ones and those claimed returned.
    pub loans_under_rule: i64,
    /// Open loans past their due date, without those claimed returned or lost.
    pub overdue: i64,
    /// Open loans of lost items.
    pub lost: i64,
    /// What is owed, in minor units; negative for a credit.
    pub balance: i64,
}

/// The blocks that stand against lending to a patron as well as against renewing for one.
pub(crate) fn blocks(patron: &Patron, counts: &Counts, limits: &Limits, today: NaiveDate) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(expired_on) = patron.expires_on.filter(|last| *last < today) {
        blocks.push(Block::with(Code::CardExpired, [("expired_on", expired_on.into())]));
    }
    blocks.extend(restricted(&patron.restrictions, today));
    if let Some(max) = limits.max_balance.filter(|max| counts.balance > *max) {
        let facts = [("balance", Fact::Amount(counts.balance)), ("max", Fact::Amount(max))];
        blocks.push(Block::with(Code::BalanceLimit, facts));
    }
    blocks.extend(over(Code::OverdueItems, "overdue", counts.overdue, limits.max_overdue));
    blocks.extend(over(Code::LostLimit, "lost", counts.lost, limits.max_lost));
    blocks
}

/// Blocks when a count already is over what is allowed.
fn over(code: Code, name: &'static str, count: i64, max: Option<i32>) -> Option<Block> {
    let max = max.map(i64::from).filter(|max| count > *max)?;
    Some(Block::with(
        code,
        [(name, Fact::Count(count)), ("max", Fact::Count(max))],
    ))
}

/// Blocks when one more would be over what is allowed.
pub(crate) fn full(code: Code, name: &'static str, count: i64, max: Option<i32>) -> Option<Block> {
    let max = max.map(i64::from).filter(|max| count >= *max)?;
    Some(Block::with(
        code,
        [(name, Fact::Count(count)), ("max", Fact::Count(max))],
    ))
}

/// One block for all restrictions in force, with the day the last of them ends.
fn restricted(restrictions: &[Restriction], today: NaiveDate) -> Option<Block> {
    let in_force = |restriction: &&Restriction| restriction.until.is_none_or(|until| until >= today);
    let untils: Vec<_> = restrictions
        .iter()
        .filter(in_force)
        .map(|restriction| restriction.until)
        .collect();
    if untils.is_empty() {
        return None;
    }
    let last: Option<Vec<_>> = untils.into_iter().collect();
    Some(match last.and_then(|dates| dates.into_iter().max()) {
        Some(until) => Block::with(Code::PatronRestricted, [("until", until.into())]),
        None => Block::new(Code::PatronRestricted),
    })
}

/// How many whole years lie between a birth and a day. A 29 February has its birthday on 1 March in common years.
pub fn age_on(born_on: NaiveDate, day: NaiveDate) -> u32 {
    day.years_since(born_on).unwrap_or(0)
}
