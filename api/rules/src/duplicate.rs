//! Whether somebody who is being registered has a record already.
//!
//! Names and dates of birth, e-mail addresses and phone numbers are compared folded: without case and accents, and a
//! phone number by its end. A family shares an address and a phone, so among relatives only name and birth tell.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::block::{Block, Code, Fact};

/// Digits of a phone number that must agree, unless both have fewer.
const PHONE_DIGITS: usize = 7;

/// What two records have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shared {
    /// Given and family name, in either order.
    pub name: bool,
    /// The date of birth, known of both.
    pub birth: bool,
    /// The date of birth is known of both, and differs.
    pub other_birth: bool,
    /// The e-mail address.
    pub email: bool,
    /// The phone number.
    pub phone: bool,
    /// One answers for the other, or somebody answers for both.
    pub family: bool,
}

/// Why two records may be one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same name and the same date of birth.
    NameAndBirth,
    /// The same e-mail address.
    Email,
    /// The same phone number.
    Phone,
    /// The same name, while a date of birth is missing: worth a look, not a warning.
    Name,
}

impl Likeness {
    /// The word for it on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NameAndBirth => "name_and_birth",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Name => "name",
        }
    }

    /// Whether the desk must say that these are two people.
    pub fn warns(self) -> bool {
        self != Self::Name
    }
}

/// In what two records are alike; empty when nothing tells.
pub fn alike(shared: Shared) -> Vec<Likeness> {
    let mut found = Vec::new();
    if shared.name && shared.birth {
        found.push(Likeness::NameAndBirth);
    }
    // Twins and namesakes in one house: another date of birth is another person.
    let may_share = shared.family || (shared.other_birth && !shared.name);
    if shared.email && !may_share {
        found.push(Likeness::Email);
    }
    if shared.phone && !may_share {
        found.push(Likeness::Phone);
    }
    if shared.name && !shared.birth && !shared.other_birth {
        found.push(Likeness::Name);
    }
    found
}

/// The block that asks the desk to look at that other record. None when nothing warns.
pub fn block(patron_id: Uuid, likenesses: &[Likeness]) -> Option<Block> {
    let warning: Vec<_> = likenesses
        .iter()
        .filter(|likeness| likeness.warns())
        .map(|likeness| likeness.as_str())
        .collect();
    if warning.is_empty() {
        return None;
    }
    let facts = [
        ("patron_id", Fact::Id(patron_id)),
        ("matched_by", Fact::Text(warning.join(","))),
    ];
    Some(Block::with(Code::PossibleDuplicate, facts))
}

/// Whether two phone numbers, written however, end alike: with and without their country and area codes.
pub fn same_phone(one: &str, other: &str) -> bool {
    let (one, other) = (digits(one), digits(other));
    let shorter = one.len().min(other.len());
    let longer = one.len().max(other.len());
    let common = one
        .bytes()
        .rev()
        .zip(other.bytes().rev())
        .take_while(|(one, other)| one == other)
        .count();
    common > 0 && common == shorter && (shorter >= PHONE_DIGITS || shorter == longer)
}

fn digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}
