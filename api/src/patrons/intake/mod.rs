//! What taking in many patrons at once shares with registering one: the same checks, and numbers for their cards.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::PgConnection;
use diesel::result::QueryResult;
use uuid::Uuid;

use crate::platform::desk::Role;
use crate::platform::problem::Problem;

use super::guardians;
use super::problem::PatronError;
use super::read::NoticeChannel;
use super::register::{self, Childhood};
use super::store::{self, CategoryFacts, GuardianFacts};

pub(crate) use super::cards::next_numbers;
pub(crate) use super::store::NewGuardian;

/// A category of patrons, and what a registration in it is checked against.
#[derive(Debug)]
pub(crate) struct Category {
    pub id: Uuid,
    facts: CategoryFacts,
}

/// Every category, by its code.
pub(crate) fn categories(conn: &mut PgConnection) -> QueryResult<HashMap<String, Category>> {
    let rows = store::categories(conn)?.into_iter();
    Ok(rows
        .map(|row| {
            let (id, facts) = (row.id, row.facts);
            (row.code, Category { id, facts })
        })
        .collect())
}

/// How patrons want to be written to, as the database has it. None when there is no such way.
pub(crate) fn notice_channel(word: &str) -> Option<&'static str> {
    let all = [NoticeChannel::Email, NoticeChannel::TextMessage, NoticeChannel::Post];
    all.into_iter().map(NoticeChannel::as_str).find(|known| *known == word)
}

/// There is no category of that code.
pub(crate) fn unknown_category() -> Problem {
    PatronError::UnknownCategory.into()
}

/// There is no branch of that code.
pub(crate) fn unknown_branch() -> Problem {
    PatronError::UnknownBranch.into()
}

/// Patrons are not of a branch that has been closed down.
pub(crate) fn closed_branch() -> Problem {
    PatronError::ClosedBranch.into()
}

/// The record was merged or anonymised.
pub(crate) fn closed() -> Problem {
    PatronError::Closed.into()
}

/// Another card has the number.
pub(crate) fn card_taken() -> Problem {
    PatronError::CardTaken("/card_number").into()
}

/// Nobody is known who would answer for a minor.
pub(crate) fn unknown_guardian() -> Problem {
    PatronError::UnknownGuardian.into()
}

/// Somebody is already linked, or links to themselves.
pub(crate) fn own_guardian() -> Problem {
    PatronError::OwnGuardian.into()
}

impl Category {
    /// It is for patrons of this age.
    pub(crate) fn check_age(&self, birth_on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Problem> {
        register::check_age(&self.facts, birth_on, today).map_err(Into::into)
    }

    /// How long a card is good for that is given out today.
    pub(crate) fn enrolled_until(&self, today: NaiveDate) -> Option<NaiveDate> {
        register::enrolled_until(&self.facts, today)
    }

    /// The link that a minor has from their registration on. `guardian` is who would answer: their date of birth, and the
    /// state of their record.
    pub(crate) fn link(
        &self,
        birth_on: Option<NaiveDate>,
        guardian: Option<(Uuid, Option<NaiveDate>, &str)>,
        has_reason: bool,
        today: NaiveDate,
    ) -> Result<Option<NewGuardian>, Problem> {
        let childhood = Childhood {
            birth_on,
            guardian_id: guardian.map(|(id, ..)| id),
            has_reason,
        };
        let link = register::guardian_link(Role::Supervisor, &childhood, self.facts.adult_at, today)?;
        if let Some((_, birth_on, state)) = guardian {
            let facts = GuardianFacts {
                birth_on,
                state: state.to_owned(),
            };
            guardians::check(&facts, today, self.facts.adult_at)?;
        }
        Ok(link)
    }
}
