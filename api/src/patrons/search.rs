//! Finding patrons by what people say at the desk: a name as it is typed, a card, an e-mail address, a phone number.

use carrel_rules::barcode::Barcode;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::dates::SortKey;
use crate::platform::desk::Desk;
use crate::platform::page::Slice;

use super::store::{self, Found};

/// Digits a phone number must have before it is searched for by its end.
const PHONE_DIGITS: usize = 5;
/// Letters a name must have before names spelt alike are looked for.
const ALIKE_LETTERS: usize = 3;

/// What is asked for. All of it must fit.
#[derive(Clone, Debug, Default)]
pub(super) struct Criteria {
    /// A card number, e-mail address, phone number, or the beginnings of names.
    pub q: Option<String>,
    /// In use or not.
    pub card_number: Option<Barcode>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// The last patron of a page. Says nothing about them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct After {
    pub rank: i32,
    pub distance: i32,
    pub id: Uuid,
}

impl SortKey for After {}

/// What is typed into the one box.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub text: String,
    /// What it is besides a name, where it can be.
    pub card: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Neither a number nor an e-mail address is misspelt into a name.
    pub is_name: bool,
}

/// Particulars that must all belong to the patron, and perhaps answer a question too.
#[derive(Clone, Debug)]
pub(super) struct Particulars {
    pub card: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub question: Option<Question>,
    /// Names of the criteria, for the audit row.
    pub by: Vec<&'static str>,
}

/// One page of the patrons who fit; of everybody without criteria. Notes who searched.
pub(super) fn search(
    conn: &mut PgConnection,
    desk: &Desk,
    criteria: &Criteria,
    slice: &Slice<After>,
) -> QueryResult<Vec<Found>> {
    let (after, fetch) = (slice.after.as_ref(), slice.fetch());
    let question = criteria.q.as_deref().map(Question::of);
    if criteria.card_number.is_some() || criteria.email.is_some() || criteria.phone.is_some() {
        store::by_particulars(conn, desk, &Particulars::of(criteria, question), after, fetch)
    } else if let Some(question) = question {
        store::by_question(conn, desk, &question, after, fetch)
    } else {
        store::by_name_order(conn, desk, after, fetch)
    }
}

impl Found {
    /// Where the next page starts.
    pub(super) fn place(&self) -> After {
        After {
            rank: self.rank,
            distance: self.distance,
            id: self.id,
        }
    }
}

impl Question {
    fn of(q: &str) -> Self {
        Self {
            text: q.to_owned(),
            card: Barcode::parse(q).ok().map(|number| number.as_str().to_owned()),
            email: q.contains('@').then(|| q.to_owned()),
            phone: phone_end(q, PHONE_DIGITS),
            is_name: is_name(q),
        }
    }
}

impl Particulars {
    fn of(criteria: &Criteria, question: Option<Question>) -> Self {
        let given = [
            ("q", question.is_some()),
            ("card_number", criteria.card_number.is_some()),
            ("email", criteria.email.is_some()),
            ("phone", criteria.phone.is_some()),
        ];
        Self {
            card: criteria.card_number.as_ref().map(|number| number.as_str().to_owned()),
            email: criteria.email.clone(),
            // A phone number with no digit but zeros fits nobody rather than everybody.
            phone: criteria
                .phone
                .as_deref()
                .map(|phone| phone_end(phone, 1).unwrap_or_else(|| "-".to_owned())),
            question,
            by: given
                .into_iter()
                .filter_map(|(name, is_given)| is_given.then_some(name))
                .collect(),
        }
    }
}

/// Whether names spelt alike are worth looking for: neither a number nor an e-mail address is misspelt into a name.
fn is_name(q: &str) -> bool {
    q.chars().count() >= ALIKE_LETTERS && !q.contains(|c: char| c == '@' || c.is_ascii_digit())
}

/// The digits from the last to the first, without the zeros that stand for a country or an area, as the function
/// `phone_end` keeps them. None when the text is no phone number of at least `least` digits.
fn phone_end(text: &str, least: usize) -> Option<String> {
    let is_phone = text.chars().all(|c| c.is_ascii_digit() || "+ ()/.-".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let end: String = digits.trim_start_matches('0').chars().rev().collect();
    (is_phone && !end.is_empty() && digits.len() >= least).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_told_by_its_end() {
        assert_eq!(phone_end("+49 (30) 123-45", 5).as_deref(), Some("543210394"));
        assert_eq!(phone_end("030 12345", 5).as_deref(), Some("5432103"));
        assert_eq!(phone_end("1234", 5), None, "too short to be meant");
        assert_eq!(phone_end("000", 1), None);
        assert_eq!(phone_end("12 Main Street", 1), None);
    }
}
