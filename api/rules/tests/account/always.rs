use carrel_rules::account::{CreditKind, Part, Payment, Settled, Settlement, draw, lower, pay, reconcile, refund};
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use super::parts;

fn amounts() -> impl Strategy<Value = Vec<i64>> {
    vec(0..10_000i64, 0..8)
}

fn credits_of_a_fine() -> impl Strategy<Value = Vec<Settled>> {
    let kind = prop_oneof![
        Just(CreditKind::Payment),
        Just(CreditKind::Waiver),
        Just(CreditKind::WriteOff)
    ];
    vec((kind, 1..5_000i64), 0..6).prop_map(|all| {
        let numbered = all.into_iter().zip(1u128..);
        numbered
            .map(|((kind, amount), number)| Settled {
                credit: Uuid::from_u128(number),
                kind,
                amount,
            })
            .collect()
    })
}

fn total(parts: &[Part]) -> i64 {
    parts.iter().map(|part| part.amount).sum()
}

fn of_credit(settled: &[Settlement], id: Uuid) -> i64 {
    settled
        .iter()
        .filter(|one| one.credit == id)
        .map(|one| one.amount)
        .sum()
}

fn of_fine(settled: &[Settlement], id: Uuid) -> i64 {
    settled.iter().filter(|one| one.fine == id).map(|one| one.amount).sum()
}

proptest! {
    #[test]
    fn nothing_is_settled_twice_and_one_side_is_used_up(debts in amounts(), credits in amounts()) {
        let (debts, credits) = (parts(1, &debts), parts(101, &credits));
        let settled = reconcile(&credits, &debts);
        prop_assert!(settled.iter().all(|one| one.amount > 0));
        for debt in &debts {
            prop_assert!(of_fine(&settled, debt.id) <= debt.amount);
        }
        for credit in &credits {
            prop_assert!(of_credit(&settled, credit.id) <= credit.amount);
        }
        let moved: i64 = settled.iter().map(|one| one.amount).sum();
        prop_assert_eq!(moved, total(&debts).min(total(&credits)));
    }

    #[test]
    fn a_younger_debt_is_touched_when_the_older_ones_are_gone(debts in amounts(), credits in amounts()) {
        let (debts, credits) = (parts(1, &debts), parts(101, &credits));
        let settled = reconcile(&credits, &debts);
        let open = debts.iter().position(|debt| of_fine(&settled, debt.id) < debt.amount);
        if let Some(open) = open {
            prop_assert!(debts[open + 1..].iter().all(|debt| of_fine(&settled, debt.id) == 0));
        }
    }

    #[test]
    fn a_payment_settles_as_much_as_is_owed(debts in amounts(), credits in amounts(), amount in 1..20_000i64) {
        let (debts, credits) = (parts(1, &debts), parts(101, &credits));
        let id = Uuid::from_u128(900);
        let payment = Payment { id, amount, named: &[], keep_as_credit: true };
        let settled = pay(&payment, &credits, &debts).expect("it may be kept");
        prop_assert!(of_credit(&settled, id) <= amount);
        let moved: i64 = settled.iter().map(|one| one.amount).sum();
        prop_assert_eq!(moved, total(&debts).min(total(&credits) + amount));
        let strict = Payment { keep_as_credit: false, ..payment };
        prop_assert_eq!(pay(&strict, &credits, &debts).is_ok(), amount <= total(&debts) - total(&credits));
    }

    #[test]
    fn a_refund_is_no_more_than_was_paid(settled in credits_of_a_fine(), amount in 1..20_000i64) {
        let paid: i64 = settled.iter().filter(|one| one.kind == CreditKind::Payment).map(|one| one.amount).sum();
        match refund(&settled, amount) {
            Ok(parts) => prop_assert_eq!(total(&parts), amount),
            Err(refused) => prop_assert!(refused.paid == paid && amount > paid),
        }
    }

    #[test]
    fn a_fine_brought_down_is_never_credited_beyond_its_amount(settled in credits_of_a_fine(), amount in 0..20_000i64) {
        let credited: i64 = settled.iter().map(|one| one.amount).sum();
        let lowered = lower(amount, &settled);
        prop_assert!(lowered.amount >= amount);
        prop_assert_eq!(credited - total(&lowered.released), credited.min(lowered.amount));
        let is_payment = |part: &Part| settled.iter().any(|one| one.credit == part.id && one.kind == CreditKind::Payment);
        prop_assert!(lowered.released.iter().all(is_payment));
    }

    #[test]
    fn what_is_drawn_is_there(credits in amounts(), amount in 0..40_000i64) {
        let credits = parts(101, &credits);
        prop_assert_eq!(total(&draw(&credits, amount)), amount.min(total(&credits)));
    }
}
