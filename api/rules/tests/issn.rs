//! ISSNs.

use carrel_rules::issn::{Issn, IssnError};
use proptest::prelude::*;

fn parsed(raw: &str) -> Result<String, IssnError> {
    Issn::parse(raw).map(String::from)
}

#[test]
fn an_issn_is_kept_as_it_is_printed() {
    assert_eq!(parsed("0028-0836"), Ok("0028-0836".to_owned()));
    assert_eq!(parsed(" 00280836 "), Ok("0028-0836".to_owned()));
    assert_eq!(parsed("2434\u{2010}561x"), Ok("2434-561X".to_owned()));
}

#[test]
fn what_was_mistyped_is_refused() {
    assert_eq!(parsed("0028-0837"), Err(IssnError::CheckDigit));
    assert_eq!(parsed("0082-0836"), Err(IssnError::CheckDigit));
    for raw in [
        "",
        "0028-083",
        "0028-08366",
        "X028-0836",
        "0028 0836",
        "٠٠٢٨٠٨٣٦",
        "ISSN 0028-0836",
        "éééé",
    ] {
        assert_eq!(parsed(raw), Err(IssnError::Form), "{raw}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(raw in ".{0,20}") {
        if let Ok(issn) = parsed(&raw) {
            prop_assert_eq!(issn.len(), 9);
            prop_assert_eq!(parsed(&issn), Ok(issn.clone()), "what is kept is an ISSN");
        }
    }

    #[test]
    fn a_wrong_digit_is_always_noticed(seven in "[0-9]{7}", at in 0_usize..7, by in 1_u8..10) {
        let right = ('0'..='9').chain(['X']).map(|last| format!("{seven}{last}")).find(|text| parsed(text).is_ok()).expect("a check digit");
        let mut digits = right.clone().into_bytes();
        digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
        let wrong = String::from_utf8(digits).expect("digits");
        prop_assert!(parsed(&wrong).is_err(), "{} for {}", wrong, right);
    }
}
