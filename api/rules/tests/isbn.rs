//! ISBNs of 10 and 13 digits.

use carrel_rules::isbn::{Isbn, IsbnError};
use proptest::prelude::*;

fn parsed(raw: &str) -> Result<String, IsbnError> {
    Isbn::parse(raw).map(String::from)
}

#[test]
fn ten_digits_become_thirteen() {
    assert_eq!(parsed("0-306-40615-2"), Ok("9780306406157".to_owned()));
    assert_eq!(parsed("0306406152"), Ok("9780306406157".to_owned()));
    // The check digit of ten can be an X; that of thirteen never is.
    assert_eq!(parsed("080442957X"), Ok("9780804429573".to_owned()));
    assert_eq!(parsed("080442957x"), Ok("9780804429573".to_owned()));
}

#[test]
fn thirteen_digits_stay() {
    assert_eq!(parsed("978-0-14-143951-8"), Ok("9780141439518".to_owned()));
    assert_eq!(
        parsed(" 979\u{2010}10\u{2013}90636 07 1"),
        Ok("9791090636071".to_owned())
    );
}

#[test]
fn what_was_mistyped_is_refused() {
    assert_eq!(parsed("0306406153"), Err(IsbnError::CheckDigit));
    assert_eq!(parsed("0306406125"), Err(IsbnError::CheckDigit));
    assert_eq!(parsed("9780141439519"), Err(IsbnError::CheckDigit));
    assert_eq!(parsed("030640615"), Err(IsbnError::Length));
    assert_eq!(parsed("97801414395180"), Err(IsbnError::Length));
    assert_eq!(parsed("4006381333931"), Err(IsbnError::Prefix));
    assert_eq!(parsed(""), Err(IsbnError::Length));
    for raw in [
        "978014143951X",
        "X306406152",
        "03064O6152",
        "ISBN 0306406152",
        "٠٣٠٦٤٠٦١٥٢",
        "💥",
        "é",
    ] {
        assert_eq!(parsed(raw), Err(IsbnError::Character), "{raw}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(raw in ".{0,40}") {
        if let Ok(isbn) = parsed(&raw) {
            prop_assert_eq!(isbn.len(), 13);
            prop_assert_eq!(parsed(&isbn), Ok(isbn.clone()), "what is kept is an ISBN");
        }
    }

    #[test]
    fn a_wrong_digit_is_always_noticed(twelve in "97[89][0-9]{9}", at in 0_usize..13, by in 1_u8..10) {
        let right = (0..10).map(|check| format!("{twelve}{check}")).find(|text| parsed(text).is_ok()).expect("a check digit");
        let mut digits = right.clone().into_bytes();
        digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
        let wrong = String::from_utf8(digits).expect("digits");
        prop_assert!(parsed(&wrong).is_err(), "{} for {}", wrong, right);
    }
}
