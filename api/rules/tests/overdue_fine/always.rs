//! What holds whatever the facts.

use super::*;

proptest! {
    #[test]
    fn a_later_return_never_costs_less_and_never_more_than_any_cap(
        calendar in any::calendar(),
        terms in any::terms(),
        (due_at, until) in any::instants(10_000_000),
        more in 0..3_000_000_i64,
        earlier in 0..5_000_i64,
        price in of(1..5_000_i64),
        patron_cap in of(0..5_000_i64),
        owed_for_others in 0..5_000_i64,
    ) {
        let facts = Facts {
            calendar: &calendar, terms: &terms, due_at, until,
            earlier, replacement_price: price, patron_cap, owed_for_others,
        };
        let later = Facts { until: until + TimeDelta::seconds(more), ..facts };
        let (fine, later) = (assess(&facts), assess(&later));
        prop_assert!(fine.units_late <= later.units_late && fine.amount <= later.amount);
        for fine in [fine, later] {
            prop_assert!(fine.amount >= 0);
            prop_assert!(terms.fine_cap.is_none_or(|cap| fine.amount <= cap));
            prop_assert!(price.is_none_or(|price| fine.amount <= price));
            prop_assert!(patron_cap.is_none_or(|cap| fine.amount <= (cap - owed_for_others).max(0)));
        }
    }

    #[test]
    fn in_time_costs_nothing(
        calendar in any::calendar(),
        terms in any::terms(),
        (until, due_at) in any::instants(10_000_000),
    ) {
        let facts = Facts {
            calendar: &calendar, terms: &terms, due_at, until,
            earlier: 0, replacement_price: None, patron_cap: None, owed_for_others: 0,
        };
        prop_assert_eq!(assess(&facts).amount, 0);
    }

    #[test]
    fn however_often_it_is_assessed_the_loan_has_one_fine_of_the_last_amount(
        amounts in proptest::collection::vec(0..9_000_i64, 1..9)
    ) {
        let mut stands_at = None;
        for amount in &amounts {
            match step(stands_at, *amount) {
                Step::Leave => {}
                Step::Charge { amount } => {
                    prop_assert_eq!(stands_at, None);
                    stands_at = Some(amount);
                }
                Step::Adjust { from, to } => {
                    prop_assert_eq!(stands_at, Some(from));
                    stands_at = Some(to);
                }
            }
        }
        prop_assert_eq!(stands_at.unwrap_or(0), amounts[amounts.len() - 1]);
    }
}
