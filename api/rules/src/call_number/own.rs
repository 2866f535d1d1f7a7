//! Schemes of the library's own, and what did not parse: words alphabetically, numbers by value.

use super::element::{push_number, push_word};
use super::scan::{Scan, is_digit, is_mark};

/// The lead of what did not parse; no key begins with a higher byte.
pub(super) const LAST: &str = "~";

/// The key of words and numbers in turn; none when there is neither.
pub(super) fn key(text: &[char]) -> Option<String> {
    has_elements(text).then(|| elements("{", text))
}

/// The key of what is no call number of its scheme.
pub(super) fn unparsed_key(text: &[char]) -> String {
    elements(LAST, text)
}

/// Whether there is anything to go by.
pub(super) fn has_elements(text: &[char]) -> bool {
    text.iter().any(|c| c.is_alphanumeric())
}

fn elements(lead: &str, text: &[char]) -> String {
    let mut key = lead.to_owned();
    let mut scan = Scan::new(text);
    loop {
        scan.take_while(is_mark);
        match scan.peek() {
            None => return key,
            Some(c) if is_digit(c) => push_number(&mut key, scan.digits(), &[]),
            Some(_) => push_word(&mut key, scan.letters().iter().copied()),
        }
    }
}
