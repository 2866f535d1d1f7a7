use carrel_rules::account::{
    BeyondPaid, CreditKind, FineState, Part, Payment, PaymentRefusal, TooLittle, change, lower, may_waive, pay,
    reconcile, refund, state,
};
use carrel_rules::override_matrix::Role;
use uuid::Uuid;

use super::{parts, settled};

const PAYMENT: Uuid = Uuid::from_u128(900);

fn left(debts: &[Part], settled: &[carrel_rules::account::Settlement]) -> Vec<i64> {
    let of = |debt: &Part| {
        settled
            .iter()
            .filter(|one| one.fine == debt.id)
            .map(|one| one.amount)
            .sum::<i64>()
    };
    debts.iter().map(|debt| debt.amount - of(debt)).collect()
}

fn payment(amount: i64, named: &[Part], keep_as_credit: bool) -> Payment<'_> {
    Payment {
        id: PAYMENT,
        amount,
        named,
        keep_as_credit,
    }
}

#[test]
fn p01_credits_of_15_settle_debts_of_10_and_5_are_left() {
    let (debts, credits) = (parts(1, &[1, 2, 3, 4]), parts(101, &[1, 2, 3, 4, 5]));

    let settled = reconcile(&credits, &debts);

    assert_eq!(left(&debts, &settled), [0, 0, 0, 0]);
    assert_eq!(settled.iter().map(|one| one.amount).sum::<i64>(), 10);
    assert!(
        settled.iter().all(|one| one.credit != credits[4].id),
        "the newest credit is left"
    );
}

#[test]
fn p03_the_oldest_debts_are_settled_first() {
    let (debts, credits) = (parts(1, &[1, 2, 3]), parts(101, &[1, 3]));

    assert_eq!(left(&debts, &reconcile(&credits, &debts)), [0, 0, 2]);
}

#[test]
fn p13_a_refund_takes_from_what_was_paid_and_never_from_what_was_waived() {
    let settled = [settled(1, CreditKind::Payment, 3), settled(2, CreditKind::Waiver, 1)];

    let three = refund(&settled, 3).expect("three were paid");

    assert_eq!(three, parts(1, &[3]));
    assert_eq!(refund(&settled, 4), Err(BeyondPaid { paid: 3 }));
}

#[test]
fn a_payment_goes_first_to_what_it_is_meant_for() {
    let debts = parts(1, &[50, 30, 20]);
    let named = [Part {
        id: debts[2].id,
        amount: 20,
    }];

    let settled = pay(&payment(60, &named, false), &[], &debts).expect("taken");

    assert_eq!(left(&debts, &settled), [10, 30, 0]);
}

#[test]
fn credits_that_are_there_settle_before_new_money_does() {
    let (debts, credits) = (parts(1, &[80]), parts(101, &[27]));

    let settled = pay(&payment(53, &[], false), &credits, &debts).expect("the balance is paid");

    assert_eq!(left(&debts, &settled), [0]);
    assert_eq!(
        pay(&payment(54, &[], false), &credits, &debts),
        Err(PaymentRefusal::BeyondOwed { owed: 53 })
    );
}

#[test]
fn more_than_is_owed_is_taken_only_to_be_kept() {
    let debts = parts(1, &[30]);

    assert_eq!(
        pay(&payment(50, &[], false), &[], &debts),
        Err(PaymentRefusal::BeyondOwed { owed: 30 })
    );
    assert_eq!(
        pay(&payment(50, &[], false), &[], &[]),
        Err(PaymentRefusal::NothingOwed)
    );
    let kept = pay(&payment(50, &[], true), &[], &debts).expect("kept");
    assert_eq!(left(&debts, &kept), [0]);
}

#[test]
fn what_is_named_must_be_owed_and_paid() {
    let debts = parts(1, &[30, 20]);
    let of = |at: usize, amount| Part {
        id: debts[at].id,
        amount,
    };
    let refused = |named: &[Part]| pay(&payment(40, named, false), &[], &debts);

    assert_eq!(refused(&parts(7, &[1])), Err(PaymentRefusal::UnknownFine(0)));
    assert_eq!(refused(&[of(0, 10), of(0, 5)]), Err(PaymentRefusal::Repeated(1)));
    assert_eq!(refused(&[of(0, 10), of(1, 21)]), Err(PaymentRefusal::BeyondFine(1)));
    assert_eq!(refused(&[of(0, 30), of(1, 11)]), Err(PaymentRefusal::BeyondAmount(1)));
}

#[test]
fn change_is_what_was_put_down_over_the_amount() {
    assert_eq!(change(2_000, 1_340), Ok(660));
    assert_eq!(change(1_340, 1_340), Ok(0));
    assert_eq!(change(1_339, 1_340), Err(TooLittle));
}

#[test]
fn a_fine_brought_down_frees_what_was_paid_and_keeps_what_was_forgiven() {
    let all = [
        settled(1, CreditKind::Payment, 27),
        settled(2, CreditKind::WriteOff, 25),
        settled(3, CreditKind::Payment, 10),
    ];

    let gone = lower(0, &all);
    let less = lower(60, &all);

    assert_eq!(gone.amount, 25);
    assert_eq!(
        gone.released,
        [
            Part {
                id: all[2].credit,
                amount: 10
            },
            Part {
                id: all[0].credit,
                amount: 27
            }
        ],
        "the newest first"
    );
    assert_eq!((less.amount, less.released), (60, parts(3, &[2])));
}

#[test]
fn an_assistant_waives_up_to_the_librarys_limit() {
    assert!(may_waive(Role::Assistant, 1_000, 1_000));
    assert!(!may_waive(Role::Assistant, 1_001, 1_000));
    assert!(may_waive(Role::Supervisor, 1_001, 1_000));
}

#[test]
fn a_fine_says_what_has_become_of_it() {
    assert_eq!(state(60, 10, 50, 0), FineState::Open);
    assert_eq!(state(60, 0, 50, 10), FineState::Paid);
    assert_eq!(state(60, 0, 0, 60), FineState::Waived);
    assert_eq!(state(60, 0, 0, 0), FineState::WrittenOff);
    assert_eq!(state(0, 0, 0, 0), FineState::Cancelled);
}
