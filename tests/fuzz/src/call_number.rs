//! Call numbers.

use carrel_rules::call_number::{MAX_KEY_BYTES, Scheme, ShelfKey, fold, guess, shelf_key};

/// Asserts what holds for any call number; of several lines, for each and between any two that follow each other.
pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for scheme in Scheme::ALL {
        let keys: Vec<ShelfKey> = text.split('\n').map(|line| key(scheme, line)).collect();
        for pair in keys.windows(2) {
            stand_in_order(&pair[0], &pair[1]);
        }
    }
    for line in text.split('\n') {
        let folded = fold(line);
        assert_eq!(fold(&folded), folded, "folding twice is folding once");
        let scheme = guess(line);
        assert_eq!(
            shelf_key(scheme, line).parsed,
            folded.contains(char::is_alphanumeric),
            "{line:?} is {scheme:?}"
        );
        assert_eq!(guess(&folded), scheme, "{line:?}");
    }
}

/// The key, once it is what a key is.
fn key(scheme: Scheme, line: &str) -> ShelfKey {
    let key = shelf_key(scheme, line);
    let bytes = key.key.as_bytes();
    assert!((1..=MAX_KEY_BYTES).contains(&bytes.len()), "{} bytes", bytes.len());
    assert!(
        !key.key.contains(|c: char| c.is_control() || c.is_whitespace()),
        "{:?}",
        key.key
    );
    assert_eq!(
        key.parsed,
        key < ShelfKey::of_nothing(),
        "what did not parse is last: {:?}",
        key.key
    );
    let spelled = fold(line).to_ascii_lowercase().replace(' ', " \u{a0}\t");
    assert_eq!(
        shelf_key(scheme, &format!(" \t{spelled} ")),
        key,
        "accents, capitals and the number of blanks do not matter: {line:?}"
    );
    stands_before_what_goes_on(scheme, line, &key);
    key
}

/// Nothing stands before something: with one element more, the key only goes on. Behind a word that may be a prefix that does not
/// hold: with `FIC` behind it, `SPA` becomes one.
fn stands_before_what_goes_on(scheme: Scheme, line: &str, key: &ShelfKey) {
    let is_bare = match scheme {
        Scheme::Dewey => key.key.starts_with(|c: char| c.is_ascii_digit()),
        Scheme::Lcc | Scheme::Own => key.parsed,
        Scheme::Fiction => false,
    };
    if is_bare {
        let longer = shelf_key(scheme, &format!("{line} Z9"));
        assert!(
            longer.key.starts_with(&key.key),
            "{} before {}: {line:?}",
            key.key,
            longer.key
        );
        assert!(
            longer.key.len() > key.key.len() || longer.key.len() + 3 >= MAX_KEY_BYTES,
            "{line:?}"
        );
    }
}

/// Postgres compares the bytes of the keys alone: that is the order of the keys, and what did not parse stands last.
fn stand_in_order(one: &ShelfKey, other: &ShelfKey) {
    let order = one.key.as_bytes().cmp(other.key.as_bytes());
    assert_eq!(one.cmp(other), order);
    assert_eq!(other.cmp(one), order.reverse());
    assert_eq!(one == other, order.is_eq());
    if one.parsed != other.parsed {
        assert_eq!(order.is_lt(), one.parsed, "{} and {}", one.key, other.key);
    }
}
