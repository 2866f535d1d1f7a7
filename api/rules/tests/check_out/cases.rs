//! The numbered cases of the field.

use super::*;

#[test]
fn r01_the_same_item_again_is_told_and_never_lent_twice() {
    let given = CheckOut::with(|given| {
        given.item.status = Status::OnLoan;
        given.item.open_loan = Some(open_loan(true));
    });
    let decision = given.decide();
    assert_eq!(given.codes(), [Code::OnLoanToPatron]);
    assert_eq!(decision.blocks[0].level, Level::Nobody);
    assert!(!decision.take_over);
}

#[test]
fn l01_without_a_policy_nothing_is_lent() {
    assert_eq!(CheckOut::with(|given| given.terms = None).codes(), [Code::NoPolicy]);
}

#[test]
fn l03_on_site_loans_have_a_limit_of_their_own() {
    let mut given = CheckOut::with(|given| {
        given.counts.loans_under_rule = 1;
        given.terms = Some(days(7, |set| set.max_loans = Some(1)));
    });
    assert_eq!(given.codes(), [Code::ItemTypeLimit]);
    given.on_site = true;
    assert_eq!(given.codes(), []);
    given.counts.on_site_loans = 2;
    given.terms = Some(days(7, |set| set.max_onsite_loans = Some(2)));
    assert_eq!(given.codes(), [Code::OnSiteLoanLimit]);
}

#[test]
fn l09_the_first_of_one_is_lent_the_second_refused() {
    let with_loans = |loans| {
        CheckOut::with(|given| {
            given.limits.max_loans = Some(1);
            given.counts.loans = loans;
        })
    };
    assert_eq!(with_loans(0).codes(), []);
    assert_eq!(with_loans(1).codes(), [Code::LoanLimit]);
}

#[test]
fn l11_a_card_is_good_through_its_last_day() {
    let expiring = |on: Option<&str>| CheckOut::with(|given| given.patron.expires_on = on.map(day)).codes();
    for good in [None, Some("9999-12-31"), Some("2026-03-02"), Some("2026-03-03")] {
        assert_eq!(expiring(good), [], "{good:?}");
    }
    assert_eq!(expiring(Some("2026-03-01")), [Code::CardExpired]);
}

#[test]
fn l13_many_waiting_shorten_the_loan_and_ask_for_a_confirmation() {
    let with_waiting = |waiting| {
        CheckOut::with(|given| {
            given.terms = Some(days(7, |set| {
                set.high_demand = Some(HighDemand {
                    threshold: 1,
                    length: 1,
                })
            }));
            given.item.others_waiting = waiting;
        })
    };
    assert_eq!(with_waiting(1).codes(), []);
    let decision = with_waiting(6).decide();
    assert_eq!(with_waiting(6).codes(), [Code::HighDemand]);
    assert_eq!(decision.due.at, at("2026-03-03 23:59:59"));
    assert_eq!(decision.due.changes, [Change::HighDemand]);
    let confirmed = Authority {
        role: Some(Role::Assistant),
        codes: &[Code::HighDemand],
        ..Authority::default()
    };
    assert!(judge(decision.blocks, &confirmed).permits());
}

#[test]
fn l17_a_loan_of_another_is_taken_over_where_it_could_be_returned() {
    let mut given = CheckOut::with(|given| {
        given.item.status = Status::OnLoan;
        given.item.open_loan = Some(open_loan(false));
        given.branch = id(2);
    });
    assert_eq!(given.codes(), [Code::OnLoanToAnother]);
    assert!(given.decide().take_over);
    given.item.open_loan.as_mut().expect("a loan").return_allowed = Where::Home;
    assert_eq!(given.codes(), [Code::OnLoanToAnother, Code::ReturnRefusedHere]);
    let right = serde_json::to_value(&given.decide().blocks[1].facts).expect("json");
    assert_eq!(right, serde_json::json!({"branch_id": id(1)}));
}

#[test]
fn l19_blockers_and_confirmations_are_told_apart_by_their_level() {
    let given = CheckOut::with(|given| {
        given.item.status = Status::InTransit;
        given.counts.overdue = 3;
        given.limits.max_overdue = Some(0);
        given.patron.merged = true;
    });
    let levels: Vec<_> = given
        .decide()
        .blocks
        .iter()
        .map(|block| (block.code, block.level))
        .collect();
    let expected = [
        (Code::PatronMerged, Level::Nobody),
        (Code::OverdueItems, Level::Assistant),
        (Code::ItemInTransit, Level::Confirm),
    ];
    assert_eq!(levels, expected);
}

#[test]
fn l23_what_the_desk_has_in_hand_may_be_lent_by_whom_the_status_says() {
    let expected = [
        (Status::Available, None),
        (Status::OnLoan, None),
        (Status::OnHoldShelf, None),
        (Status::InTransit, Some(Level::Confirm)),
        (Status::RecentlyReturned, None),
        (Status::InProcessing, Some(Level::Confirm)),
        (Status::InRepair, Some(Level::Confirm)),
        (Status::OnOrder, Some(Level::Confirm)),
        (Status::Lost, Some(Level::Supervisor)),
        (Status::Missing, Some(Level::Confirm)),
        (Status::ClaimedReturned, Some(Level::Supervisor)),
        (Status::Withdrawn, Some(Level::Nobody)),
    ];
    let found = Status::ALL.map(|status| {
        let blocks = CheckOut::with(|given| given.item.status = status).decide().blocks;
        (status, blocks.first().map(|block| block.level))
    });
    assert_eq!(found, expected);
}

#[test]
fn l27_a_missing_item_is_lent_to_whoever_confirms_it() {
    let blocks = CheckOut::with(|given| given.item.status = Status::Missing)
        .decide()
        .blocks;
    assert!(!judge(blocks.clone(), &Authority::default()).permits());
    let confirmed = Authority {
        role: Some(Role::Assistant),
        codes: &[Code::ItemMissing],
        ..Authority::default()
    };
    assert!(judge(blocks, &confirmed).permits());
}
