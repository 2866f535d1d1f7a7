//! Where an item's call number puts it on its shelf.

use carrel_rules::call_number::{SORT_KEY_VERSION, Scheme, ShelfKey, guess, shelf_key};

/// What is stored beside a call number. Whoever writes items writes this with them.
#[derive(Debug)]
pub(crate) struct Shelving {
    /// For `items.shelf_key`.
    pub key: String,
    /// For `items.shelf_key_version`.
    pub version: i16,
    /// For `items.call_number_parsed`.
    pub is_parsed: Option<bool>,
}

impl Shelving {
    /// By the scheme of that word, or the one that the call number looks like.
    pub(crate) fn of(scheme: Option<&str>, call_number: Option<&str>) -> Self {
        let found = call_number.map(|call_number| {
            let scheme = Scheme::ALL.into_iter().find(|known| Some(known.as_str()) == scheme);
            shelf_key(scheme.unwrap_or_else(|| guess(call_number)), call_number)
        });
        Self {
            is_parsed: found.as_ref().map(|found| found.parsed),
            key: found.unwrap_or_else(ShelfKey::of_nothing).key,
            version: SORT_KEY_VERSION,
        }
    }
}
