//! Shelves without classes: fiction and picture books by author, biographies by subject, films and comics by title.

use super::own;
use super::prefix;
use super::scan::Scan;
use super::tail::push_tail;

/// The key by prefix and then word by word; none when there is no word.
pub(super) fn key(text: &[char]) -> Option<String> {
    prefixed_key(text).or_else(|| {
        own::has_elements(text).then(|| {
            let mut key = "!".to_owned();
            push_tail(Scan::new(text), false, &mut key);
            key
        })
    })
}

/// The key of a call number that begins with a word for such a shelf; none when it does not.
pub(super) fn prefixed_key(text: &[char]) -> Option<String> {
    let (prefix, rest) = prefix::of_shelf(Scan::new(text))?;
    let mut key = prefix::leading(prefix) + "!";
    push_tail(rest, false, &mut key);
    Some(key)
}
