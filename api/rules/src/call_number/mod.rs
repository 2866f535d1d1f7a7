//! Call numbers, and keys that put them in shelf order by their bytes.
//!
//! A key is compared byte by byte (`collate "C"`) with the keys of the same location and never parsed again. What reads
//! as the scheme says has a key of its class and elements; what does not is kept too, after everything that does.
//!
//! | begins with | is |
//! |---|---|
//! | a digit | a Dewey number |
//! | `!` or a letter | fiction, a Dewey number with a prefix (`REF 027`), an LC number |
//! | `[` | an LC number with a prefix, or any number with a prefix in another script |
//! | `{` | a scheme of the library's own |
//! | `~` | what did not parse |
//!
//! `!` is below all digits and letters, so nothing stands before something and a shorter element before a longer one.
//! Change what any key says, and [`SORT_KEY_VERSION`] must rise: stored keys are then made anew.

mod designator;
mod dewey;
mod element;
mod fiction;
mod fold;
mod guess;
mod lcc;
mod own;
mod prefix;
mod scan;
mod tail;

use serde::{Deserialize, Serialize};

pub use fold::fold;
pub use guess::guess;

/// The version of the keys that [`shelf_key`] makes.
pub const SORT_KEY_VERSION: i16 = 2;

/// The longest key, in bytes. Longer ones are cut, which keeps their order and makes ties of what differs later.
pub const MAX_KEY_BYTES: usize = 400;

/// How a call number is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// Dewey Decimal Classification, with a Cutter number or an author stamp.
    Dewey,
    /// Library of Congress Classification.
    Lcc,
    /// Shelved without a class, by author, subject or title: `FIC ADA`, `E SEU`, `B LINCOLN`, `DVD CASABLANCA`.
    Fiction,
    /// What the library made up: words alphabetically, numbers by value.
    Own,
}

impl Scheme {
    /// Every scheme, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::Dewey, Self::Lcc, Self::Fiction, Self::Own];

    /// The word for it on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dewey => "dewey",
            Self::Lcc => "lcc",
            Self::Fiction => "fiction",
            Self::Own => "own",
        }
    }
}

/// The text is not a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a scheme of call numbers")]
pub struct UnknownScheme;

impl std::str::FromStr for Scheme {
    type Err = UnknownScheme;

    fn from_str(text: &str) -> Result<Self, UnknownScheme> {
        Self::ALL
            .into_iter()
            .find(|scheme| scheme.as_str() == text)
            .ok_or(UnknownScheme)
    }
}

/// Where a call number stands on its shelf.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShelfKey {
    /// 1 to [`MAX_KEY_BYTES`] bytes, to be compared as they are.
    pub key: String,
    /// Whether the call number reads as its scheme says.
    pub parsed: bool,
}

impl ShelfKey {
    /// The place of an item without a call number: after all that have one.
    pub fn of_nothing() -> Self {
        Self {
            key: own::LAST.to_owned(),
            parsed: false,
        }
    }
}

/// The key of a call number. The same words, digits and dots give the same key, however they are spaced, capitalised and
/// accented.
pub fn shelf_key(scheme: Scheme, call_number: &str) -> ShelfKey {
    let text: Vec<char> = fold(call_number).chars().collect();
    let key = match scheme {
        Scheme::Dewey => dewey::key(&text).or_else(|| fiction::prefixed_key(&text)),
        Scheme::Lcc => lcc::key(&text),
        Scheme::Fiction => fiction::key(&text),
        Scheme::Own => own::key(&text),
    };
    let parsed = key.is_some();
    let mut key = key.unwrap_or_else(|| own::unparsed_key(&text));
    cut(&mut key);
    ShelfKey { key, parsed }
}

fn cut(key: &mut String) {
    if key.len() > MAX_KEY_BYTES {
        let ends = (0..=MAX_KEY_BYTES).rev();
        key.truncate(ends.into_iter().find(|at| key.is_char_boundary(*at)).unwrap_or(0));
    }
}
