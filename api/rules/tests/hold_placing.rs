use carrel_rules::block::Code;
use carrel_rules::hold_placing::{Copy, Facts, blocks};
use carrel_rules::patron::{Counts, Patron};
use carrel_rules::policy::{Attributes, HoldTerms, Limits};
use carrel_rules::status::Status;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use crate::given::{any, codes, day};

struct Given {
    patron: Patron,
    counts: Counts,
    limits: Limits,
    copies: Vec<Copy>,
    holds: i64,
    holds_on_title: i64,
    holds_item: bool,
    same_title_out: bool,
    min_age: Option<u32>,
    names_item: bool,
}

fn copy(status: Status) -> Copy {
    Copy {
        status,
        not_for_loan: false,
        terms: HoldTerms::from(&Attributes::default()),
        reaches_pickup: true,
    }
}

fn given(change: impl FnOnce(&mut Given)) -> Vec<Code> {
    let mut given = Given {
        patron: Patron::default(),
        counts: Counts::default(),
        limits: Limits::default(),
        copies: vec![copy(Status::OnLoan)],
        holds: 0,
        holds_on_title: 0,
        holds_item: false,
        same_title_out: false,
        min_age: None,
        names_item: false,
    };
    change(&mut given);
    codes(&blocks(&given.facts()))
}

impl Given {
    fn facts(&self) -> Facts<'_> {
        Facts {
            today: day("2026-03-10"),
            patron: &self.patron,
            counts: &self.counts,
            limits: &self.limits,
            holds: self.holds,
            holds_on_title: self.holds_on_title,
            holds_item: self.holds_item,
            same_title_out: self.same_title_out,
            min_age: self.min_age,
            names_item: self.names_item,
            copies: &self.copies,
        }
    }
}

#[test]
fn nothing_stands_against_a_plain_hold_on_the_shelf_or_not() {
    assert_eq!(given(|_| {}), []);
    assert_eq!(given(|given| given.copies = vec![copy(Status::Available)]), []);
}

#[test]
fn h05_two_holds_on_a_title_are_taken_and_the_third_is_not() {
    let with = |holds| {
        given(|given| {
            given.copies[0].terms.holds_per_title = 2;
            given.holds_on_title = holds;
        })
    };
    assert_eq!((with(0), with(1)), (vec![], vec![]));
    assert_eq!(with(2), [Code::HoldsPerTitle]);
}

#[test]
fn h05_a_limit_of_three_holds_refuses_the_fourth() {
    let with = |max| {
        given(|given| {
            given.limits.max_holds = Some(max);
            given.holds = 3;
        })
    };
    assert_eq!(with(5), []);
    assert_eq!(with(3), [Code::HoldLimit]);
}

#[test]
fn h09_the_same_item_is_not_held_twice_and_a_title_at_home_is_asked_about() {
    assert_eq!(
        given(|given| {
            given.copies[0].terms.holds_per_title = 5;
            given.holds_on_title = 1;
            given.holds_item = true;
        }),
        [Code::AlreadyHeld]
    );
    assert_eq!(given(|given| given.holds_on_title = 1), [Code::AlreadyHeld]);
    assert_eq!(given(|given| given.same_title_out = true), [Code::SameTitleOut]);
}

#[test]
fn h07_a_copy_that_may_not_be_held_is_refused() {
    assert_eq!(
        given(|given| given.copies[0].terms.holdable = false),
        [Code::NotHoldable]
    );
    assert_eq!(given(|given| given.copies[0].not_for_loan = true), [Code::NotHoldable]);
    let in_repair = given(|given| given.copies[0].status = Status::InRepair);
    assert_eq!(in_repair, [], "it comes back from there");
}

#[test]
fn a_title_without_a_copy_that_comes_back_is_refused() {
    assert_eq!(given(|given| given.copies = vec![]), [Code::NoCopy]);
    for gone in [
        Status::Withdrawn,
        Status::Lost,
        Status::Missing,
        Status::ClaimedReturned,
    ] {
        assert_eq!(given(|given| given.copies[0].status = gone), [Code::NoCopy]);
        let both = given(|given| given.copies = vec![copy(gone), copy(Status::OnOrder)]);
        assert_eq!(both, []);
    }
}

#[test]
fn the_policy_decides_about_shelf_item_and_pickup() {
    let shelf = given(|given| {
        given.copies = vec![copy(Status::Available), copy(Status::OnLoan)];
        given.copies[0].terms.on_shelf_holds = false;
    });
    assert_eq!(shelf, [Code::CopyOnShelf]);
    let out = given(|given| given.copies[0].terms.on_shelf_holds = false);
    assert_eq!(out, []);
    let item = given(|given| {
        given.names_item = true;
        given.copies[0].terms.item_level_holds = false;
    });
    assert_eq!(item, [Code::ItemHoldsOff]);
    let pickup = given(|given| given.copies[0].reaches_pickup = false);
    assert_eq!(pickup, [Code::PickupNotAllowed]);
}

#[test]
fn every_reason_is_told_at_once() {
    let all = given(|given| {
        given.patron.expires_on = Some(day("2026-03-09"));
        given.patron.born_on = Some(day("2020-01-01"));
        given.min_age = Some(18);
        given.limits.max_holds = Some(0);
        given.limits.max_balance = Some(0);
        given.counts.balance = 1;
        given.copies = vec![];
        given.same_title_out = true;
    });
    assert_eq!(
        all,
        [
            Code::CardExpired,
            Code::BalanceLimit,
            Code::HoldLimit,
            Code::AgeRestricted,
            Code::NoCopy,
            Code::SameTitleOut,
        ]
    );
}

proptest! {
    #[test]
    fn blocks_are_in_order_and_none_is_told_twice(
        patron in any::patron(),
        counts in any::counts(),
        limits in any::limits(),
        statuses in vec((any::status(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()), 0..6),
        holds in (0..9_i64, 0..4_i64, any::<bool>()),
        flags in (any::<bool>(), any::<bool>(), of(0..25_u32)),
    ) {
        let copies = statuses.into_iter().map(|(status, not_for_loan, holdable, on_shelf_holds, reaches_pickup)| {
            let terms = HoldTerms { holdable, on_shelf_holds, ..HoldTerms::from(&Attributes::default()) };
            Copy { status, not_for_loan, terms, reaches_pickup }
        });
        let codes = given(|given| {
            (given.patron, given.counts, given.limits, given.copies) = (patron, counts, limits, copies.collect());
            (given.holds, given.holds_on_title, given.holds_item) = holds;
            (given.same_title_out, given.names_item, given.min_age) = flags;
        });
        prop_assert!(codes.is_sorted());
        prop_assert!(codes.windows(2).all(|pair| pair[0] != pair[1]), "told twice: {codes:?}");
    }
}
