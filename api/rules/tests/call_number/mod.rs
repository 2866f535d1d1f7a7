//! Call numbers: published shelf orders, and what holds for any text.

mod always;
mod choices;
mod guess;
mod keys;
mod lists;
mod seeds;
mod shelves;

use carrel_rules::call_number::{Scheme, shelf_key};

/// The key of a call number that must parse.
fn key(scheme: Scheme, call_number: &str) -> String {
    let key = shelf_key(scheme, call_number);
    assert!(key.parsed, "{call_number} parses as {scheme:?}");
    key.key
}

/// Asserts that call numbers stand in this order, each in a place of its own.
fn assert_order(scheme: Scheme, call_numbers: &[&str]) {
    for pair in call_numbers.windows(2) {
        let keys = [key(scheme, pair[0]), key(scheme, pair[1])];
        assert!(keys[0] < keys[1], "{} before {}: {keys:?}", pair[0], pair[1]);
    }
}

/// Asserts that call numbers are the same.
fn assert_same(scheme: Scheme, call_numbers: &[&str]) {
    for call_number in call_numbers {
        assert_eq!(
            key(scheme, call_number),
            key(scheme, call_numbers[0]),
            "{call_number} is {}",
            call_numbers[0]
        );
    }
}
