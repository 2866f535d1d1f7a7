//! Reading a patron: the whole of what a desk shows.

use carrel_rules::block::Block;
use carrel_rules::check_out::patron_blocks;
use carrel_rules::membership::{expires_soon, has_outgrown};
use carrel_rules::patron::age_on;
use carrel_rules::patron::{
    Card as ShownCard, Counts as RuleCounts, Patron as RulePatron, Restriction as RuleRestriction,
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::PgConnection;
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::refs::{BranchRef, CodeRef, PatronRef, StaffRef};
use crate::policies::cache;

use super::problem::PatronError;
use super::store::{self, PatronRow};

/// A patron as the desk sees them at one moment.
#[derive(Debug)]
pub(super) struct Patron {
    /// What is stored and counted.
    pub row: PatronRow,
    /// In whole years, on the desk's day.
    pub age: Option<u32>,
    /// Known to be younger than the library's adults.
    pub is_minor: bool,
    /// The card is good, and its end near.
    pub expires_soon: bool,
    /// Older than the category is for.
    pub has_outgrown_category: bool,
    /// What would stop any check-out now.
    pub blocks: Vec<Block>,
}

/// The state of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CardState {
    Active,
    Replaced,
    Lost,
}

/// One card, in use or not.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Card {
    pub number: String,
    pub state: CardState,
}

/// The state of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PatronState {
    Active,
    Merged,
    Anonymised,
}

/// Something staff hold against lending.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Restriction {
    pub id: Uuid,
    pub reason: String,
    /// Its last day; none: until it is lifted.
    pub ends_on: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
    pub created_by: StaffRef,
}

/// Whom a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Audience {
    Desk,
    Patron,
}

/// A message on the record.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Message {
    pub id: Uuid,
    pub audience: Audience,
    pub body: String,
    /// The last day it is shown.
    pub ends_on: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
    pub created_by: StaffRef,
}

/// How a patron wants to be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoticeChannel {
    Email,
    TextMessage,
    Post,
}

/// Who answers for a minor.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Guardian {
    pub patron: PatronRef,
    pub sees_charges: bool,
    pub sees_loans: bool,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
}

/// What the patron has. Loans claimed returned count as claims only.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Counts {
    pub loans: i64,
    pub on_site_loans: i64,
    pub overdue: i64,
    pub lost: i64,
    pub claims: i64,
}

/// What comes as lists and references with a patron's row.
#[derive(Debug, Deserialize)]
pub(super) struct Around {
    pub category: CodeRef,
    /// The oldest age the category is for.
    pub max_age: Option<u32>,
    pub home_branch: BranchRef,
    pub merged_into: Option<PatronRef>,
    /// The one in use first, then the newest.
    pub cards: Vec<Card>,
    /// In force or to come.
    pub restrictions: Vec<Restriction>,
    /// Those that are shown.
    pub messages: Vec<Message>,
    pub guardians: Vec<Guardian>,
    pub children: Vec<PatronRef>,
    pub counts: Counts,
}

impl Audience {
    /// The word for it in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Patron => "patron",
        }
    }
}

impl NoticeChannel {
    /// The word for it in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::TextMessage => "text_message",
            Self::Post => "post",
        }
    }
}

impl Patron {
    /// The number of the card in use.
    pub(super) fn card_number(&self) -> Option<&str> {
        let cards = self.row.around.0.cards.iter();
        let mut active = cards.filter(|card| card.state == CardState::Active);
        active.next().map(|card| card.number.as_str())
    }
}

/// Reads a patron and notes who looked. `NotFound` when there is none.
pub(super) fn view(conn: &mut PgConnection, desk: &Desk, id: Uuid) -> Result<Patron, PatronError> {
    let row = store::view(conn, desk, id)?.ok_or(PatronError::NotFound)?;
    patron(conn, desk, row)
}

/// Reads a patron inside a deed that has its own audit row.
pub(super) fn after_deed(conn: &mut PgConnection, desk: &Desk, id: Uuid) -> Result<Patron, PatronError> {
    let row = store::find(conn, desk, id)?.ok_or(PatronError::NotFound)?;
    patron(conn, desk, row)
}

fn patron(conn: &mut PgConnection, desk: &Desk, row: PatronRow) -> Result<Patron, PatronError> {
    let around = &row.around.0;
    let policies = cache::current(conn, row.policy_version)?;
    let limits = policies.limits(around.home_branch.id, around.category.id).limits;
    let blocks = patron_blocks(&as_ruled(&row), &counted(&row), &limits, desk.today);
    let age = row.birth_on.map(|born_on| age_on(born_on, desk.today));
    let is_minor = is_minor(row.birth_on, desk.today, row.adult_at);
    let expires_soon = expires_soon(row.expires_on, desk.today, row.warning_days());
    let has_outgrown_category = has_outgrown(age, around.max_age);
    Ok(Patron {
        row,
        age,
        is_minor,
        expires_soon,
        has_outgrown_category,
        blocks,
    })
}

fn as_ruled(row: &PatronRow) -> RulePatron {
    let restrictions = row.around.0.restrictions.iter();
    RulePatron {
        card: ShownCard::Active,
        merged: row.state() == PatronState::Merged,
        anonymised: row.state() == PatronState::Anonymised,
        expires_on: row.expires_on,
        restrictions: restrictions
            .map(|restriction| RuleRestriction {
                until: restriction.ends_on,
            })
            .collect(),
        born_on: row.birth_on,
    }
}

fn counted(row: &PatronRow) -> RuleCounts {
    let counts = row.around.0.counts;
    RuleCounts {
        loans: counts.loans,
        on_site_loans: counts.on_site_loans,
        loans_under_rule: 0,
        overdue: counts.overdue,
        lost: counts.lost,
        balance: row.balance,
    }
}

/// Whether a date of birth, where it is known, makes somebody a minor on `day`. `adult_at` is in years.
pub(super) fn is_minor(born_on: Option<NaiveDate>, day: NaiveDate, adult_at: i16) -> bool {
    born_on.is_some_and(|born_on| i64::from(age_on(born_on, day)) < i64::from(adult_at))
}
