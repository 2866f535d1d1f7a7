//! What holds for any text.

use carrel_rules::call_number::{MAX_KEY_BYTES, Scheme, fold, guess, shelf_key};
use proptest::prelude::*;

fn schemes() -> impl Strategy<Value = Scheme> {
    prop::sample::select(Scheme::ALL.to_vec())
}

/// Anything, and what looks like a call number.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,120}",
        any::<String>(),
        "([A-Za-z]{0,4}[ ./:-]?[0-9]{0,12}[ ./:-]?){0,40}",
        "[\u{1F300}-\u{1F5FF}\u{20000}-\u{2A6D0}]{0,300}",
        numbers().prop_map(|(_, text)| text),
    ]
}

/// Numbers that parse.
fn numbers() -> impl Strategy<Value = (Scheme, String)> {
    let tail = "( \\.?[A-Z][0-9]{1,5}[a-z]{0,2}){0,3}( 1[0-9]{3}[a-z]?)?( v\\.[0-9]{1,3})?";
    prop_oneof![
        ("[0-9]{3}(\\.[0-9]{1,8})?", tail).prop_map(|(class, tail)| (Scheme::Dewey, class + &tail)),
        ("(REF )?[A-HJ-NPRSTUVZ]{1,3} ?[0-9]{1,5}(\\.[0-9]{1,8})?", tail)
            .prop_map(|(class, tail)| (Scheme::Lcc, class + &tail)),
        ("(J )?(FIC|E|B|GN) [A-Z]{1,8}", tail).prop_map(|(stamp, tail)| (Scheme::Fiction, stamp + &tail)),
        "[A-Z]{1,8} [0-9]{1,4}".prop_map(|text| (Scheme::Own, text)),
    ]
}

proptest! {
    #[test]
    fn every_text_has_a_key(scheme in schemes(), text in texts()) {
        let key = shelf_key(scheme, &text);
        prop_assert!(!key.key.is_empty());
        prop_assert!(key.key.len() <= MAX_KEY_BYTES, "{} bytes", key.key.len());
        prop_assert_eq!(key.parsed, !key.key.starts_with('~'), "{}", &key.key);
        prop_assert!(key.parsed == (key.key.as_bytes()[0] < b'~'), "what did not parse is last: {}", &key.key);
        prop_assert!(!key.key.contains(|c: char| c.is_control() || c.is_whitespace()), "{:?}", &key.key);
        prop_assert_eq!(&key, &shelf_key(scheme, &text));
    }

    #[test]
    fn every_text_has_a_scheme(text in texts()) {
        let key = shelf_key(guess(&text), &text);
        prop_assert_eq!(key.parsed, fold(&text).contains(char::is_alphanumeric));
    }

    #[test]
    fn folding_twice_is_folding_once(text in texts()) {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn case_and_blanks_around_do_not_matter(scheme in schemes(), text in "[ -~À-ɏ]{0,80}") {
        let key = shelf_key(scheme, &text);
        prop_assert_eq!(&shelf_key(scheme, &text.to_uppercase()), &key);
        prop_assert_eq!(&shelf_key(scheme, &text.to_lowercase()), &key);
        prop_assert_eq!(&shelf_key(scheme, &format!("  {} ", text.replace(' ', " \u{a0}\t"))), &key);
        prop_assert_eq!(guess(&text.to_lowercase()), guess(&text));
    }

    #[test]
    fn numbers_parse_and_nothing_stands_before_something((scheme, number) in numbers(), more in "[D-Z][0-9]{1,4}") {
        let key = shelf_key(scheme, &number);
        prop_assert!(key.parsed, "{}", number);
        let longer = shelf_key(scheme, &format!("{number} {more}"));
        prop_assert!(key.key < longer.key, "{} before {}", key.key, longer.key);
        prop_assert!(longer.key.starts_with(&key.key));
    }

    #[test]
    fn cutter_digits_are_a_fraction(one in 1_u32..100_000, other in 1_u32..100_000) {
        let fraction = |digits: u32| format!("0.{digits}").parse::<f64>().expect("a fraction");
        let key = |digits: u32| shelf_key(Scheme::Lcc, &format!("QA76 .C{digits} 1990"));
        if fraction(one) < fraction(other) {
            prop_assert!(key(one) < key(other));
        }
    }

    #[test]
    fn volumes_are_whole_numbers(one in 0_u64..=9_999_999_999, other in 0_u64..=9_999_999_999) {
        let key = |number: u64| shelf_key(Scheme::Dewey, &format!("867 P69a v.{number}"));
        prop_assert_eq!(one.cmp(&other), key(one).cmp(&key(other)));
    }
}
