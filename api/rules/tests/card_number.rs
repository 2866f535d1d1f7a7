use carrel_rules::card_number::{DIGITS, Series, check_digit, is_checked};
use proptest::prelude::*;

#[test]
fn the_check_digit_is_the_one_everybody_knows() {
    for (digits, check) in [
        ("7992739871", '3'),
        ("0", '0'),
        ("1", '8'),
        ("5", '9'),
        ("2000000000001", '4'),
        ("2123400000017", '4'),
    ] {
        assert_eq!(check_digit(digits), Some(check), "{digits}");
    }
    for digits in ["", "12a4", "１２", " 12"] {
        assert_eq!(check_digit(digits), None, "{digits:?}");
    }
}

#[test]
fn a_series_counts_from_one_to_its_end() {
    let series = Series::parse("20000").expect("a prefix");
    assert_eq!(series.number(1).as_deref(), Some("20000000000014"));
    assert_eq!(series.number(2).as_deref(), Some("20000000000022"));
    assert_eq!(series.number(99_999_999).map(|number| number.len()), Some(DIGITS));
    assert_eq!(series.number(0), None);
    assert_eq!(series.number(100_000_000), None, "eight digits are left to count with");
    assert_eq!(series.number(u64::MAX), None);
}

#[test]
fn a_prefix_is_one_to_nine_digits() {
    for prefix in ["2", "21234", "212345678"] {
        assert_eq!(Series::parse(prefix).as_ref().map(Series::prefix), Some(prefix));
    }
    for prefix in ["", "2123456789", "21a", "-1", "२"] {
        assert_eq!(Series::parse(prefix), None, "{prefix:?}");
    }
}

proptest! {
    #[test]
    fn one_wrong_digit_and_two_swapped_neighbours_are_caught(
        prefix in "[0-9]{1,9}", sequence in 1u64..9_999, place in 0usize..14, other in 0u32..10,
    ) {
        let number = Series::parse(&prefix).and_then(|series| series.number(sequence)).expect("a number");
        prop_assert_eq!(number.len(), DIGITS);
        prop_assert!(number.starts_with(&prefix));
        prop_assert!(is_checked(&number));

        let mut wrong: Vec<char> = number.chars().collect();
        let digit = char::from_digit(other, 10).expect("a digit");
        let is_other = wrong[place] != digit;
        wrong[place] = digit;
        prop_assert_eq!(is_checked(&wrong.iter().collect::<String>()), !is_other);

        let mut swapped: Vec<char> = number.chars().collect();
        if place + 1 < DIGITS {
            swapped.swap(place, place + 1);
            let pair = (number.as_bytes()[place], number.as_bytes()[place + 1]);
            // 09 and 90 weigh the same: the one slip that this digit lets pass.
            let is_same = pair.0 == pair.1 || matches!(pair, (b'0', b'9') | (b'9', b'0'));
            prop_assert_eq!(is_checked(&swapped.iter().collect::<String>()), is_same);
        }
    }

    #[test]
    fn two_places_are_two_numbers(one in 1u64..99_999_999, other in 1u64..99_999_999) {
        let series = Series::parse("21234").expect("a prefix");
        prop_assert_eq!(series.number(one) == series.number(other), one == other);
    }
}
