mod cases;

use crate::given::{CheckOut, at, codes, day, days, id, open_loan};
use carrel_rules::block::{Code, Level};
use carrel_rules::check_out::{ShelfHold, patron_blocks};
use carrel_rules::due_date::{Change, WishError};
use carrel_rules::override_matrix::{Authority, Role, judge};
use carrel_rules::patron::{Card, Restriction};
use carrel_rules::policy::{HighDemand, Where};
use carrel_rules::status::Status;

#[test]
fn nothing_stands_against_a_plain_check_out() {
    let decision = CheckOut::plain().decide();
    assert_eq!(decision.blocks, []);
    assert_eq!(decision.due.at, at("2026-03-09 23:59:59"));
    assert!(!decision.take_over);
}

#[test]
fn every_reason_is_told_at_once_in_a_fixed_order() {
    let given = CheckOut::with(|given| {
        given.patron.card = Card::Lost;
        given.patron.expires_on = Some(day("2026-01-31"));
        given.counts.balance = 1001;
        given.limits.max_balance = Some(1000);
        given.item.status = Status::Missing;
        given.item.not_for_loan = true;
        given.item.message = Some("Two maps in the pocket.".to_owned());
        given.wished_due_at = Some(at("2026-04-01 12:00:00"));
    });
    let expected = [
        Code::CardLost,
        Code::CardExpired,
        Code::BalanceLimit,
        Code::NotForLoan,
        Code::ItemMissing,
        Code::ItemMessage,
        Code::DueDateLater,
    ];
    assert_eq!(given.codes(), expected);
}

#[test]
fn high_demand_never_lengthens_a_loan() {
    let given = CheckOut::with(|given| {
        given.terms = Some(days(7, |set| {
            set.high_demand = Some(HighDemand {
                threshold: 0,
                length: 14,
            })
        }));
        given.item.others_waiting = 3;
    });
    assert_eq!(given.codes(), []);
    assert_eq!(given.decide().due.at, at("2026-03-09 23:59:59"));
}

#[test]
fn limits_are_the_most_that_is_still_allowed() {
    let at_limit = CheckOut::with(|given| {
        given.limits.max_balance = Some(1000);
        given.limits.max_overdue = Some(2);
        given.limits.max_lost = Some(0);
        given.counts.balance = 1000;
        given.counts.overdue = 2;
    });
    assert_eq!(at_limit.codes(), []);
    let mut over = at_limit;
    over.counts.balance += 1;
    over.counts.overdue += 1;
    over.counts.lost += 1;
    assert_eq!(over.codes(), [Code::BalanceLimit, Code::LostLimit, Code::OverdueItems]);
}

#[test]
fn a_restriction_holds_until_its_last_day() {
    let restricted = |untils: &[Option<&str>]| {
        let restrictions = untils.iter().map(|until| Restriction { until: until.map(day) });
        CheckOut::with(|given| given.patron.restrictions = restrictions.collect())
            .decide()
            .blocks
    };
    assert_eq!(restricted(&[Some("2026-03-01")]), []);
    assert_eq!(restricted(&[Some("2026-03-02")]).len(), 1);
    assert_eq!(
        restricted(&[Some("2026-03-02"), Some("2026-05-01")])[0].detail,
        "The patron is restricted. The restriction ends on 2026-05-01."
    );
    assert_eq!(
        restricted(&[Some("2026-05-01"), None])[0].detail,
        "The patron is restricted."
    );
}

#[test]
fn an_age_is_reached_on_the_birthday() {
    let born = |on: Option<&str>| {
        CheckOut::with(|given| {
            given.item.min_age = Some(16);
            given.patron.born_on = on.map(day);
        })
        .codes()
    };
    assert_eq!(born(Some("2010-03-02")), []);
    assert_eq!(born(Some("2010-03-03")), [Code::AgeRestricted]);
    assert_eq!(born(None), []);
}

#[test]
fn the_hold_shelf_gives_to_its_own_patron_and_asks_for_another() {
    let shelved = |this_patron| {
        CheckOut::with(|given| {
            given.item.status = Status::OnHoldShelf;
            given.item.on_shelf_for = Some(ShelfHold {
                hold_id: id(7),
                this_patron,
            });
        })
    };
    let own = shelved(true).decide();
    assert_eq!(
        (own.blocks, own.fills_hold, own.requeues_hold),
        (vec![], Some(id(7)), None)
    );
    let other = shelved(false).decide();
    assert_eq!((other.fills_hold, other.requeues_hold), (None, Some(id(7))));
    assert_eq!(shelved(false).codes(), [Code::ItemOnHoldShelf]);
}

#[test]
fn what_is_not_for_loan_may_be_used_on_site() {
    let mut given = CheckOut::with(|given| given.terms = Some(days(7, |set| set.loanable = Some(false))));
    assert_eq!(given.codes(), [Code::NotForLoan]);
    given.on_site = true;
    assert_eq!(given.codes(), []);
    assert_eq!(given.decide().due.at, at("2026-03-02 17:00:00"));
}

#[test]
fn a_wished_due_date_is_weighed_against_the_computed_one() {
    let wished = |at_text: &str| CheckOut::with(|given| given.wished_due_at = Some(at(at_text)));
    assert_eq!(wished("2026-03-09 08:00:00").codes(), []);
    assert_eq!(wished("2026-03-04 08:00:00").codes(), [Code::DueDateEarlier]);
    assert_eq!(wished("2026-03-12 08:00:00").codes(), [Code::DueDateLater]);
    let decision = wished("2026-03-12 08:00:00").decide();
    assert_eq!(decision.due.at, at("2026-03-12 23:59:59"));
    assert_eq!(decision.computed_due_at, at("2026-03-09 23:59:59"));
    assert_eq!(wished("2026-03-02 12:00:00").try_decide(), Err(WishError::NotInFuture));
    assert_eq!(wished("2037-03-02 12:00:00").try_decide(), Err(WishError::TooFar));
}

#[test]
fn what_stands_against_a_patron_is_known_before_any_item() {
    let given = CheckOut::with(|given| {
        given.patron.card = Card::Replaced;
        given.limits.max_loans = Some(3);
        given.counts.loans = 3;
        given.counts.overdue = 1;
        given.limits.max_overdue = Some(0);
    });
    let blocks = patron_blocks(&given.patron, &given.counts, &given.limits, day("2026-03-02"));
    assert_eq!(
        codes(&blocks),
        [Code::CardReplaced, Code::LoanLimit, Code::OverdueItems]
    );
    assert_eq!(blocks, given.decide().blocks);
}
