//! What losing an item costs and what finding it gives back.

use carrel_rules::lost::{Charges, OverdueAtLoss, Refund, charges, found, has_aged, may_claim, overdue};
use carrel_rules::policy::{LostRefund, OverdueOnLost, Terms};
use proptest::prelude::*;

use crate::given::{at, day, days, open_daily};

fn terms(refund: Option<LostRefund>, within: Option<i32>, overdue: Option<OverdueOnLost>) -> Terms {
    days(7, |set| {
        set.lost_refund = refund;
        set.lost_refund_days = within;
        set.overdue_on_lost = overdue;
    })
}

fn refund(terms: &Terms, found_on: &str) -> Refund {
    let (lost_at, found_at) = (at("2026-03-02 22:00:00"), at(&format!("{found_on} 08:00:00")));
    found(terms, &open_daily(), lost_at, found_at).refund
}

#[test]
fn x01_a_loss_costs_the_item_and_its_handling() {
    let terms = days(7, |set| {
        set.replacement_default = Some(3_000);
        set.processing_fee = Some(2_000);
    });

    let of_its_own = charges(&terms, Some(9_900));
    let of_the_policy = charges(&terms, None);
    let unpriced = charges(&terms, Some(0));
    let unknown = charges(&Terms::default(), None);

    assert_eq!((of_its_own.replacement, of_its_own.processing), (9_900, 2_000));
    assert_eq!((of_the_policy.replacement, unpriced.replacement), (3_000, 3_000));
    assert_eq!(
        unknown,
        Charges {
            replacement: 0,
            processing: 0
        }
    );
}

#[test]
fn x15_every_refund_policy_has_its_answer() {
    for (policy, expected) in [
        (None, Refund::PaidAndOwed),
        (Some(LostRefund::PaidAndUnpaid), Refund::PaidAndOwed),
        (Some(LostRefund::UnpaidOnly), Refund::Owed),
        (Some(LostRefund::None), Refund::Nothing),
    ] {
        assert_eq!(refund(&terms(policy, None, None), "2026-03-09"), expected);
    }
}

#[test]
fn after_the_librarys_days_nothing_is_given_back() {
    let terms = terms(None, Some(7), None);

    assert_eq!(refund(&terms, "2026-03-09"), Refund::PaidAndOwed);
    assert_eq!(refund(&terms, "2026-03-10"), Refund::Nothing);
}

#[test]
fn the_overdue_fine_is_charged_forgiven_or_restored() {
    for (policy, at_loss, is_restored) in [
        (None, OverdueAtLoss::Charge, false),
        (Some(OverdueOnLost::Charge), OverdueAtLoss::Charge, false),
        (Some(OverdueOnLost::Forgive), OverdueAtLoss::Forgive, false),
        (Some(OverdueOnLost::Restore), OverdueAtLoss::Forgive, true),
    ] {
        let terms = terms(None, None, policy);
        let then = at("2026-03-02 12:00:00");
        assert_eq!(overdue(&terms), at_loss);
        assert_eq!(found(&terms, &open_daily(), then, then).restores_overdue, is_restored);
    }
}

#[test]
fn x19_an_item_ages_to_lost_after_the_policys_days_and_not_without_them() {
    let week = days(7, |set| set.aged_to_lost_days = Some(7));
    let due_on = day("2026-03-02");

    assert!(has_aged(&week, due_on, day("2026-03-23")));
    assert!(has_aged(&week, due_on, day("2026-03-10")));
    assert!(
        !has_aged(&week, due_on, day("2026-03-09")),
        "seven days are not exceeded yet"
    );
    assert!(!has_aged(&Terms::default(), due_on, day("2027-03-02")));
}

#[test]
fn an_assistant_believes_so_often_and_a_supervisor_as_often_as_they_like() {
    assert!(may_claim(false, 4, 5));
    assert!(!may_claim(false, 5, 5));
    assert!(may_claim(true, 5, 5));
}

proptest! {
    #[test]
    fn charges_are_never_negative(price in proptest::option::of(-1_000..100_000i64), usual in proptest::option::of(-1_000..100_000i64), fee in -1_000..10_000i64) {
        let terms = days(7, |set| {
            set.replacement_default = usual;
            set.processing_fee = Some(fee);
        });
        let Charges { replacement, processing } = charges(&terms, price);
        prop_assert!(replacement >= 0 && processing >= 0);
    }

    #[test]
    fn what_has_aged_stays_aged(days_set in 0..400i32, later in 0..2_000u64) {
        let terms = days(7, |set| set.aged_to_lost_days = Some(days_set));
        let (due_on, on) = (day("2026-03-02"), day("2026-03-02") + chrono::Days::new(later));
        if has_aged(&terms, due_on, on) {
            prop_assert!(has_aged(&terms, due_on, on + chrono::Days::new(1)));
        }
    }
}
