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
/// Words of a name that are looked for.
const WORDS: usize = 8;

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

/// The criteria as the statement takes them.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// What brings a patron in: any of these.
    pub any_card: Option<String>,
    pub any_email: Option<String>,
    pub any_phone: Option<String>,
    /// Beginnings of words, all of them, the longest first: it finds, the others sift.
    pub words: Vec<String>,
    pub alike: Option<String>,
    /// What must be so: all of these.
    pub card: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
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
    let wanted = Wanted::of(criteria);
    if wanted.by.is_empty() {
        store::by_name_order(conn, desk, slice.after.as_ref(), slice.fetch())
    } else {
        store::by_criteria(conn, desk, &wanted, slice.after.as_ref(), slice.fetch())
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

impl Wanted {
    fn of(criteria: &Criteria) -> Self {
        let card = criteria.card_number.as_ref().map(|number| number.as_str().to_owned());
        // A phone number with no digit but zeros fits nobody rather than everybody.
        let phone = criteria
            .phone
            .as_deref()
            .map(|phone| phone_end(phone, 1).unwrap_or_else(|| "-".to_owned()));
        let email = criteria.email.clone();
        let given = [
            ("q", criteria.q.is_some()),
            ("card_number", card.is_some()),
            ("email", email.is_some()),
            ("phone", phone.is_some()),
        ];
        let by = given
            .into_iter()
            .filter_map(|(name, is_given)| is_given.then_some(name))
            .collect();
        let Some(q) = criteria.q.as_deref() else {
            return Self {
                any_card: card.clone(),
                any_email: email.clone(),
                any_phone: phone.clone(),
                card,
                email,
                phone,
                by,
                ..Self::default()
            };
        };
        Self {
            any_card: Barcode::parse(q).ok().map(|number| number.as_str().to_owned()),
            any_email: q.contains('@').then(|| q.to_owned()),
            any_phone: phone_end(q, PHONE_DIGITS),
            words: words(q),
            alike: is_name(q).then(|| q.to_owned()),
            card,
            email,
            phone,
            by,
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

/// The longest first, with what LIKE takes for more than itself made plain.
fn words(q: &str) -> Vec<String> {
    let mut words: Vec<String> = q.split_whitespace().take(WORDS).map(plain).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

fn plain(word: &str) -> String {
    word.chars().fold(String::new(), |mut plain, c| {
        if matches!(c, '\\' | '%' | '_') {
            plain.push('\\');
        }
        plain.push(c);
        plain
    })
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

    #[test]
    fn words_are_plain_and_the_longest_leads() {
        assert_eq!(words("  an 100%  o_k "), ["100\\%", "o\\_k", "an"]);
    }
}
