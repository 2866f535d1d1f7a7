//! The numbered cases of the field.

use super::*;

#[test]
fn c01_the_day_it_came_back_counts_not_the_day_it_is_scanned() {
    let back = |days| Some(at("2026-03-09 12:00:00") + TimeDelta::days(days));
    assert_eq!(late(10, |_| {}).fine(), 1000);
    assert_eq!(late(5, |given| given.returned_at = back(-5)).fine(), 0);
    assert_eq!(late(10, |given| given.returned_at = back(5)).fine(), 500);
    let forgiven = late(10, |given| {
        given.returned_at = back(5);
        given.waive_fine = true;
    });
    assert_eq!(forgiven.fine(), 0);
    assert_eq!(forgiven.decide().closing.map(|closing| closing.forgiven), Some(500));
    assert_eq!(said(&forgiven), [MessageCode::Backdated, MessageCode::FineForgiven]);
}

#[test]
fn c01_a_fine_that_was_too_high_comes_down_with_the_date() {
    let given = late(10, |given| {
        given.loan.as_mut().expect("a loan").fine = Some(1000);
        given.returned_at = Some(at("2026-03-14 12:00:00"));
    });
    assert_eq!(
        given.decide().closing.map(|closing| closing.fine_step),
        Some(Step::Adjust { from: 1000, to: 500 })
    );
}

#[test]
fn c03_a_return_in_the_future_is_refused() {
    // Our answer: refused, so that a slip of the keyboard is seen.
    let given = CheckIn::with(|given| given.returned_at = Some(given.now + TimeDelta::seconds(1)));
    assert_eq!(given.try_decide(), Err(Refusal::ReturnedAt(ReturnedAtError::Future)));
}

#[test]
fn c05_what_was_not_on_loan_is_free_again_and_may_count_as_used_here() {
    let stale = CheckIn::without_loan(Status::OnLoan, |_| {}).decide();
    assert_eq!(
        (stale.outcome, stale.next_status),
        (Outcome::NotOnLoan, Status::RecentlyReturned)
    );
    let from_a_table = CheckIn::without_loan(Status::Available, |_| {}).decide();
    assert_eq!(
        (from_a_table.outcome, from_a_table.closing),
        (Outcome::InHouseUse, None)
    );
    let twice = CheckIn::without_loan(Status::RecentlyReturned, |_| {}).decide();
    assert_eq!(twice.outcome, Outcome::NotOnLoan);
    let strange = CheckIn::without_loan(Status::Available, |given| given.item.home_branch = id(2)).decide();
    assert_eq!(
        (strange.outcome, strange.route),
        (Outcome::NotOnLoan, Route::Transit { branch_id: id(2) })
    );
}

#[test]
fn c09_an_item_is_returned_only_where_its_policy_lets_it() {
    // Owned by branch 1, lent by branch 2.
    let at_branch = |branch, allowed| {
        let given = CheckIn::with(|given| {
            given.branch = id(branch);
            given.loan.as_mut().expect("a loan").by = id(2);
            given.terms.return_allowed = allowed;
        });
        given.try_decide().is_ok()
    };
    let places = |allowed| [1, 2, 3].map(|branch| at_branch(branch, allowed));
    assert_eq!(places(Where::Anywhere), [true, true, true]);
    assert_eq!(places(Where::Home), [true, false, false]);
    assert_eq!(places(Where::Holding), [false, true, false]);
    assert_eq!(places(Where::HomeOrHolding), [true, true, false]);
    let elsewhere = CheckIn::with(|given| {
        given.branch = id(3);
        given.terms.return_allowed = Where::Home;
    });
    assert_eq!(refused(&elsewhere), [Code::ReturnRefusedHere]);
}

#[test]
fn c11_a_claimed_item_needs_a_word_on_how_it_came_to_light() {
    let claimed = |claim| {
        late(10, |given| {
            given.item.status = Status::ClaimedReturned;
            given.claim = claim;
        })
    };
    assert_eq!(refused(&claimed(None)), [Code::ClaimUnresolved]);
    assert_eq!(claimed(Some(ClaimResolution::FoundByLibrary)).fine(), 0);
    assert_eq!(claimed(Some(ClaimResolution::ReturnedByPatron)).fine(), 1000);
    assert_eq!(
        said(&claimed(Some(ClaimResolution::FoundByLibrary))),
        [MessageCode::WasClaimedReturned]
    );
}

#[test]
fn c13_a_hold_is_new_once_and_waits_on_the_second_scan() {
    let hold = Some(Hold {
        hold_id: id(7),
        pickup_branch: id(1),
    });
    let first = CheckIn::with(|given| given.hold = hold).decide();
    assert_eq!(
        (first.next_status, first.route),
        (Status::OnHoldShelf, Route::HoldShelf { hold_id: id(7) })
    );
    assert!(first.newly_held);
    let second = CheckIn::without_loan(Status::OnHoldShelf, |given| {
        given.hold = hold;
        given.item.on_shelf_for = Some(id(7));
    })
    .decide();
    assert_eq!(second.outcome, Outcome::OnHoldShelf);
    assert!(!second.newly_held);
}

#[test]
fn h15_an_item_of_the_hold_shelf_handed_in_elsewhere_is_sent_there_again() {
    let given = CheckIn::without_loan(Status::OnHoldShelf, |given| {
        given.branch = id(2);
        given.hold = Some(Hold {
            hold_id: id(7),
            pickup_branch: id(1),
        });
        given.item.on_shelf_for = Some(id(7));
    });
    let decision = given.decide();
    assert_eq!(decision.next_status, Status::InTransit);
    assert_eq!(
        decision.route,
        Route::TransitForHold {
            branch_id: id(1),
            hold_id: id(7)
        }
    );
    assert!(decision.newly_held);
}

#[test]
fn x07_a_lost_item_that_returns_gets_no_second_fine() {
    let given = late(20, |given| {
        given.item.status = Status::Lost;
        given.loan.as_mut().expect("a loan").fine = Some(1000);
    });
    assert_eq!(given.decide().outcome, Outcome::CheckedIn);
    assert_eq!(given.fine(), 1000);
    assert_eq!(said(&given), [MessageCode::WasLost]);
}
