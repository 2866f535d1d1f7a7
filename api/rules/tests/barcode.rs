use carrel_rules::barcode::{Barcode, BarcodeError};
use proptest::prelude::*;

fn parsed(raw: &str) -> String {
    Barcode::parse(raw).expect("a barcode").as_str().to_owned()
}

#[test]
fn leading_zeros_are_part_of_it() {
    assert_eq!(parsed("000123"), "000123");
    assert_ne!(parsed("000123"), parsed("123"));
}

#[test]
fn what_a_scanner_adds_is_dropped() {
    assert_eq!(parsed("  31234000123456\r\n"), "31234000123456");
    assert_eq!(parsed("A31234000123456B"), "31234000123456");
    assert_eq!(parsed("d1-2.3/4+5$a"), "1-2.3/4+5$");
}

#[test]
fn letters_that_do_not_enclose_a_number_stay() {
    for text in ["A123", "123B", "AB12CD", "AB", "A-B", "ABBA"] {
        assert_eq!(parsed(text), text);
    }
}

#[test]
fn case_does_not_matter() {
    assert_eq!(parsed("lib-00x7"), parsed("LIB-00X7"));
}

#[test]
fn a_letter_written_in_two_ways_is_one_after_nfc() {
    // The Kelvin sign is canonically the letter K.
    assert_eq!(parsed("\u{212a}1"), "K1");
}

#[test]
fn what_is_no_barcode_is_refused() {
    assert_eq!(Barcode::parse(" \t"), Err(BarcodeError::Empty));
    assert_eq!(Barcode::parse(&"1".repeat(33)), Err(BarcodeError::TooLong));
    assert!(Barcode::parse(&"1".repeat(32)).is_ok());
    for text in ["12 34", "12_34", "12\u{0}34", "12ß", "é", "12*34", "１２"] {
        assert_eq!(Barcode::parse(text), Err(BarcodeError::Character), "{text}");
    }
}

#[test]
fn a_refusal_never_repeats_the_text() {
    let refusal = Barcode::parse("secret_4711").expect_err("no barcode");
    assert!(!refusal.to_string().contains("4711"));
}

proptest! {
    #[test]
    fn any_text_is_a_barcode_or_refused(raw in ".*") {
        let _ = Barcode::parse(&raw);
    }

    #[test]
    fn normalising_twice_changes_nothing(raw in "[ ]?[A-Da-d]?[0-9A-Za-z./+$%-]{1,30}[A-Da-d]?[ ]?") {
        let once = parsed(&raw);
        prop_assert_eq!(parsed(&once), once);
    }

    #[test]
    fn a_barcode_survives_json(raw in "[0-9A-Z./+$%-]{1,32}") {
        let barcode = Barcode::parse(&raw).expect("a barcode");
        let json = serde_json::to_string(&barcode).expect("json");
        prop_assert_eq!(serde_json::from_str::<Barcode>(&json).expect("a barcode"), barcode);
    }
}
