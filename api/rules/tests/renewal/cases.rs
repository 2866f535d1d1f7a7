//! The numbered cases of the field.

use super::*;

#[test]
fn r01_a_renewal_on_the_day_of_the_loan_counts_from_its_due_date() {
    let given = Renewal::with(|given| given.now = at("2026-03-02 12:00:00"));
    assert_eq!(given.decide().due.on, day("2026-03-16"));
}

#[test]
fn r03_from_today_a_week_is_a_week_from_today() {
    let given = Renewal::with(|given| given.terms = terms(7, RenewalFrom::Today));
    assert_eq!(given.decide().due.at, at("2026-03-12 23:59:59"));
}

#[test]
fn r05_a_hold_on_the_title_blocks_unless_enough_copies_are_free_one_on_the_item_always() {
    let held = |on_item, on_title, free_copies| {
        Renewal::with(|given| {
            given.holds = Holds {
                on_item,
                on_title,
                free_copies,
            }
        })
        .codes()
    };
    assert_eq!(held(false, 1, 0), [Code::TitleHold]);
    assert_eq!(held(false, 2, 1), [Code::TitleHold]);
    assert_eq!(held(false, 1, 1), []);
    assert_eq!(held(true, 0, 9), [Code::ItemHold]);
}

#[test]
fn r07_no_override_lifts_a_hold_on_the_item() {
    let blocks = Renewal::with(|given| given.holds.on_item = true).decide().blocks;
    let all = Authority {
        role: Some(Role::Supervisor),
        codes: Code::ALL,
        has_reason: true,
        granted: Code::ALL,
        ..Authority::default()
    };
    assert_eq!(codes(&judge(blocks, &all).open), [Code::ItemHold]);
}

#[test]
fn r09_overdue_items_block_every_renewal_or_none() {
    let overdue = |max_overdue| {
        Renewal::with(|given| {
            given.counts.overdue = 1;
            given.limits.max_overdue = max_overdue;
        })
        .codes()
    };
    assert_eq!(overdue(Some(0)), [Code::OverdueItems]);
    assert_eq!(overdue(None), []);
}

#[test]
fn r11_a_loan_renews_itself_not_before_the_policy_says() {
    let from = |before| {
        let terms = days(7, |set| {
            set.auto_renew = Some(true);
            set.no_renewal_before_days = before;
        });
        renews_itself_from(&terms, day("2026-03-09"))
    };
    assert_eq!(from(None), Some(day("2026-03-09")));
    assert_eq!(from(Some(0)), Some(day("2026-03-09")));
    assert_eq!(from(Some(99)), Some(day("2025-11-30")));
    assert_eq!(renews_itself_from(&days(7, |_| {}), day("2026-03-09")), None);
}

#[test]
fn r13_what_may_be_owed_is_exclusive() {
    let owing = |balance| {
        Renewal::with(|given| {
            given.limits.max_balance = Some(1000);
            given.counts.balance = balance;
        })
        .codes()
    };
    assert_eq!(
        (owing(500), owing(1000), owing(1500)),
        (vec![], vec![], vec![Code::BalanceLimit])
    );
}

#[test]
fn r15_what_is_used_on_site_cannot_be_renewed() {
    assert_eq!(
        Renewal::with(|given| given.loan.on_site = true).codes(),
        [Code::OnSiteLoan]
    );
}

#[test]
fn r17_an_expired_card_blocks_a_renewal() {
    assert_eq!(
        Renewal::with(|given| given.patron.expires_on = Some(day("2026-03-04"))).codes(),
        [Code::CardExpired]
    );
}

#[test]
fn r19_a_hard_due_date_cuts_only_what_passes_it() {
    let renewed = |length, due: &str, hard: &str| {
        let decided = Renewal::with(|given| {
            given.now = at("2018-03-12 10:00:00");
            given.loan.due_at = at(due);
            given.terms = terms(length, RenewalFrom::Due);
            given.terms.hard_due_date = Some(day(hard));
            given.terms.hard_due_mode = HardDueMode::Ceiling;
        })
        .decide();
        (decided.due.at, decided.due.changes)
    };
    assert_eq!(
        renewed(6, "2018-03-17 23:59:59", "2018-03-31"),
        (at("2018-03-23 23:59:59"), vec![])
    );
    let cut = (at("2018-04-10 23:59:59"), vec![Change::HardDueDate]);
    assert_eq!(renewed(15, "2018-03-29 23:59:59", "2018-04-10"), cut);
}

#[test]
fn r21_every_reason_is_told_at_once() {
    let given = Renewal::with(|given| {
        given.loan.renewals = 2;
        given.loan.status = Status::ClaimedReturned;
        given.holds = Holds {
            on_item: true,
            on_title: 1,
            free_copies: 0,
        };
        given.patron.expires_on = Some(day("2026-03-01"));
        given.terms.no_renewal_before_days = Some(1);
    });
    let expected = [
        Code::CardExpired,
        Code::ItemClaimedReturned,
        Code::RenewalLimit,
        Code::RenewalTooSoon,
        Code::TitleHold,
        Code::ItemHold,
    ];
    assert_eq!(given.codes(), expected);
}

#[test]
fn f13_an_overdue_loan_is_renewed_and_charged_up_to_now() {
    let given = |now: &str| {
        Renewal::with(|given| {
            given.terms = terms(7, RenewalFrom::Due);
            given.now = at(now);
        })
        .decide()
    };
    // Two days late, the due date still leads beyond now; ten days late, today has to count.
    let early = given("2026-03-11 12:00:00");
    assert_eq!(
        (early.due.on, early.fine_step),
        (day("2026-03-16"), Step::Charge { amount: 50 })
    );
    let late = given("2026-03-19 12:00:00");
    assert_eq!(
        (late.due.on, late.fine_step),
        (day("2026-03-26"), Step::Charge { amount: 250 })
    );
    assert_eq!(late.blocks, []);
}
