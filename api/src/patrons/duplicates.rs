//! People who may have a record already: looked up as a form is filled in, and asked about before a record is written.

use carrel_rules::block::{Block, Code};
use carrel_rules::duplicate::{self, Likeness, Shared, alike, same_phone};
use carrel_rules::override_matrix::{Authority, judge};
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use crate::platform::desk::Desk;

use super::problem::PatronError;
use super::store::{self, Lookalike, PatronUpdate};

/// What is known of somebody, as far as it tells them from others.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub birth_on: Option<NaiveDate>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Their own record, which is nobody else's.
    pub patron_id: Option<Uuid>,
    /// Who answers for them: a family shares addresses.
    pub guardian_id: Option<Uuid>,
}

/// Somebody like them.
#[derive(Debug)]
pub(super) struct Match {
    pub other: Lookalike,
    /// Why; never empty.
    pub likenesses: Vec<Likeness>,
}

/// Everybody who may be this person, the likest first. Notes who asked.
pub(super) fn look_up(conn: &mut PgConnection, desk: &Desk, person: &Person) -> QueryResult<Vec<Match>> {
    let found = matches(store::lookalikes_noted(conn, desk, person)?, person);
    Ok(found)
}

/// Refuses a record that may be a second one of somebody's, unless the caller says that it is not. What was lifted, for
/// the audit row.
pub(super) fn check(
    conn: &mut PgConnection,
    desk: &Desk,
    person: &Person,
    confirmed: &[Code],
) -> Result<Vec<Code>, PatronError> {
    let found = matches(store::lookalikes(conn, desk.today, person)?, person);
    let blocks: Vec<Block> = found
        .iter()
        .filter_map(|found| duplicate::block(found.other.id, &found.likenesses))
        .collect();
    let authority = Authority {
        role: Some(desk.role),
        codes: confirmed,
        ..Authority::default()
    };
    let verdict = judge(blocks, &authority);
    if !verdict.permits() {
        return Err(PatronError::Blocked(verdict.open));
    }
    let mut lifted: Vec<Code> = verdict.lifted.into_iter().map(|(code, _)| code).collect();
    lifted.dedup();
    Ok(lifted)
}

impl Person {
    /// What a change newly says about a patron. None when it says nothing that tells people apart.
    pub(super) fn newly(before: &store::LockedPatron, id: Uuid, update: &PatronUpdate) -> Option<Self> {
        let is_renamed = update.given_name.is_some() || update.family_name.is_some() || update.birth_on.is_some();
        let (email, phone) = (update.email.clone().flatten(), update.phone.clone().flatten());
        let email = email.filter(|email| Some(email) != before.email.as_ref());
        let phone = phone.filter(|phone| Some(phone) != before.phone.as_ref());
        if !is_renamed && email.is_none() && phone.is_none() {
            return None;
        }
        let name = |new: &Option<String>, old: &str| Some(new.clone().unwrap_or_else(|| old.to_owned()));
        Some(Self {
            given_name: name(&update.given_name, &before.given_name).filter(|_| is_renamed),
            family_name: name(&update.family_name, &before.family_name).filter(|_| is_renamed),
            birth_on: update.birth_on.unwrap_or(before.birth_on),
            email,
            phone,
            patron_id: Some(id),
            guardian_id: None,
        })
    }
}

fn matches(found: Vec<Lookalike>, person: &Person) -> Vec<Match> {
    let mut matches: Vec<Match> = found
        .into_iter()
        .map(|other| Match {
            likenesses: alike(shared(&other, person)),
            other,
        })
        .filter(|found| !found.likenesses.is_empty())
        .collect();
    matches.sort_by(|one, other| one.likenesses.cmp(&other.likenesses));
    matches
}

fn shared(other: &Lookalike, person: &Person) -> Shared {
    let births = person.birth_on.zip(other.birth_on);
    let phones = person.phone.as_deref().zip(other.phone.as_deref());
    Shared {
        name: other.has_same_name,
        birth: births.is_some_and(|(one, other)| one == other),
        other_birth: births.is_some_and(|(one, other)| one != other),
        email: other.has_same_email,
        phone: phones.is_some_and(|(one, other)| same_phone(one, other)),
        family: other.is_family,
    }
}
