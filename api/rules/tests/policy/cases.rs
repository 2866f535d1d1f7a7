//! The numbered cases of the field.

use super::*;

#[test]
fn l01_without_a_matching_row_there_is_no_policy() {
    let elsewhere = [row(1, [Some(9), None, None], length(21))];
    assert!(!resolve(&elsewhere, id(1), id(2), id(3)).matched);
    assert!(!resolve(&[], id(1), id(2), id(3)).matched);
    // A row that says nothing still says that there is a policy.
    assert!(
        resolve(
            &[row(1, [None, None, None], Attributes::default())],
            id(1),
            id(2),
            id(3)
        )
        .matched
    );
}

#[test]
fn l05_the_row_that_sets_a_limit_is_named_so_that_its_loans_can_be_counted() {
    let limit = |most| Attributes {
        max_loans: Some(most),
        ..Attributes::default()
    };
    let rows = [
        row(1, [None, None, None], limit(10)),
        row(2, [None, None, Some(3)], limit(2)),
    ];
    assert_eq!(resolve(&rows, id(1), id(2), id(3)).sources["max_loans"], id(2));
    assert_eq!(resolve(&rows, id(1), id(2), id(4)).sources["max_loans"], id(1));
}
