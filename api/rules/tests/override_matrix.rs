use std::collections::BTreeMap;

use carrel_rules::block::{Block, Code, Fact, Level};
use carrel_rules::override_matrix::{Authority, By, Role, judge, level, may_lift};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::given::{any, codes};

/// "Who lifts what" of the design, written out; what the design leaves open is listed after it.
const WHO_LIFTS_WHAT: &str = "
confirm:    item-missing item-in-processing item-on-order item-in-transit item-missing-parts previously-borrowed
confirm:    same-title-out high-demand item-message on-loan-to-another
assistant:  overdue-items item-on-hold-shelf renewal-limit due-date-earlier
supervisor: balance-limit loan-limit hold-limit lost-limit card-expired patron-restricted not-for-loan item-lost
supervisor: item-claimed-returned age-restricted due-date-later title-hold
nobody:     card-lost card-replaced patron-merged patron-anonymised item-withdrawn no-policy item-hold
nobody:     return-refused-here

confirm:    possible-duplicate
assistant:  renewal-too-soon copy-on-shelf
supervisor: on-site-loan-limit item-type-limit holds-per-title not-holdable item-holds-off
nobody:     own-account on-loan-to-patron loan-closed on-site-loan renewal-would-not-extend claim-unresolved
nobody:     already-held no-copy pickup-not-allowed open-holds
nobody:     open-loans unsettled-account guardian-of-minors staff-record
";

#[test]
fn the_matrix_is_the_list_of_the_design() {
    let mut listed = BTreeMap::new();
    for line in WHO_LIFTS_WHAT.lines().filter(|line| !line.is_empty()) {
        let (level, words) = line.split_once(':').expect("a level and its codes");
        for word in words.split_whitespace() {
            assert_eq!(listed.insert(word, level), None, "{word} is listed twice");
        }
    }
    let matrix: BTreeMap<_, _> = Code::ALL
        .iter()
        .map(|code| (code.as_str(), level(*code).as_str()))
        .collect();
    assert_eq!(matrix, listed);
}

#[test]
fn one_renewal_too_many_is_the_assistants_a_second_the_supervisors() {
    let over = |renewals| {
        Block::with(
            Code::RenewalLimit,
            [("renewals", Fact::Count(renewals)), ("max", Fact::Count(2))],
        )
        .level
    };
    assert_eq!(over(2), Level::Assistant);
    assert_eq!(over(3), Level::Supervisor);
}

fn verdict_of(block: Code, authority: &Authority<'_>) -> (Vec<Code>, Vec<(Code, By)>, bool) {
    let verdict = judge(vec![Block::new(block)], authority);
    (codes(&verdict.open), verdict.lifted, verdict.reason_missing)
}

#[test]
fn a_confirmation_needs_no_reason_the_rest_does() {
    let named = [Code::ItemMissing, Code::OverdueItems];
    let assistant = Authority {
        role: Some(Role::Assistant),
        codes: &named,
        ..Authority::default()
    };
    assert_eq!(
        verdict_of(Code::ItemMissing, &assistant),
        (vec![], vec![(Code::ItemMissing, By::Caller)], false)
    );
    assert_eq!(
        verdict_of(Code::OverdueItems, &assistant),
        (vec![Code::OverdueItems], vec![], true)
    );
    let reasoned = Authority {
        has_reason: true,
        ..assistant
    };
    assert_eq!(
        verdict_of(Code::OverdueItems, &reasoned),
        (vec![], vec![(Code::OverdueItems, By::Caller)], false)
    );
}

#[test]
fn a_supervisor_lifts_more_than_an_assistant() {
    let named = [Code::BalanceLimit];
    let assistant = Authority {
        role: Some(Role::Assistant),
        codes: &named,
        has_reason: true,
        ..Authority::default()
    };
    assert_eq!(verdict_of(Code::BalanceLimit, &assistant).0, [Code::BalanceLimit]);
    let supervisor = Authority {
        role: Some(Role::Supervisor),
        ..assistant
    };
    assert_eq!(verdict_of(Code::BalanceLimit, &supervisor).0, []);
    let granted = Authority {
        granted: &named,
        ..assistant
    };
    assert_eq!(
        verdict_of(Code::BalanceLimit, &granted).1,
        [(Code::BalanceLimit, By::Grant)]
    );
}

#[test]
fn only_what_is_named_is_lifted() {
    let all_but = Authority {
        role: Some(Role::Supervisor),
        codes: &[Code::LoanLimit],
        has_reason: true,
        ..Authority::default()
    };
    assert_eq!(verdict_of(Code::BalanceLimit, &all_but).0, [Code::BalanceLimit]);
}

#[test]
fn on_an_own_account_the_callers_word_is_not_enough() {
    let named = [Code::BalanceLimit, Code::ItemMissing];
    let own = Authority {
        role: Some(Role::Supervisor),
        own_account: true,
        codes: &named,
        has_reason: true,
        ..Authority::default()
    };
    assert_eq!(
        verdict_of(Code::BalanceLimit, &own).0,
        [Code::OwnAccount, Code::BalanceLimit]
    );
    assert_eq!(verdict_of(Code::ItemMissing, &own).0, []);
    let granted = Authority { granted: &named, ..own };
    assert_eq!(verdict_of(Code::BalanceLimit, &granted).0, []);
}

proptest! {
    #[test]
    fn nobody_lifts_what_nobody_may_and_nothing_gets_lost(
        blocked in vec(any::code(), 0..12),
        named in vec(any::code(), 0..60),
        granted in vec(any::code(), 0..60),
        role in of(select(vec![Role::Assistant, Role::Supervisor])),
        has_reason: bool,
        own_account: bool,
    ) {
        let blocks: Vec<_> = blocked.iter().map(|code| Block::new(*code)).collect();
        let verdict = judge(blocks, &Authority { role, own_account, codes: &named, has_reason, granted: &granted });
        for (code, by) in &verdict.lifted {
            prop_assert_ne!(level(*code), Level::Nobody);
            match by {
                By::Grant => prop_assert!(granted.contains(code)),
                By::Caller => prop_assert!(named.contains(code) && may_lift(role, level(*code))),
            }
        }
        let joined = verdict.open.iter().filter(|block| block.code == Code::OwnAccount).count()
            - blocked.iter().filter(|code| **code == Code::OwnAccount).count();
        prop_assert_eq!(verdict.open.len() + verdict.lifted.len(), blocked.len() + joined);
        prop_assert!(!(verdict.permits() && verdict.reason_missing));
    }

    #[test]
    fn without_a_role_nothing_is_lifted(blocked in vec(any::code(), 1..12), has_reason: bool) {
        let blocks: Vec<_> = blocked.iter().map(|code| Block::new(*code)).collect();
        let patron = Authority { codes: Code::ALL, has_reason, ..Authority::default() };
        prop_assert_eq!(judge(blocks, &patron).open.len(), blocked.len());
    }
}
