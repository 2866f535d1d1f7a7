mod always;
mod cases;

use crate::given::{Renewal, any, at, codes, day, days};
use carrel_rules::block::{Code, Level};
use carrel_rules::due_date::Change;
use carrel_rules::overdue_fine::Step;
use carrel_rules::override_matrix::{Authority, Role, judge};
use carrel_rules::policy::{HardDueMode, RenewalFrom, Terms};
use carrel_rules::renewal::{Holds, renews_itself_from};
use carrel_rules::status::Status;
use proptest::prelude::*;

fn terms(length: i32, from: RenewalFrom) -> Terms {
    days(length, |set| {
        set.renewals_max = Some(2);
        set.renewal_from = Some(from);
        set.fine_amount = Some(25);
    })
}

#[test]
fn one_renewal_over_the_limit_is_the_assistants_to_give() {
    let level = |renewals| Renewal::with(|given| given.loan.renewals = renewals).decide().blocks[0].level;
    assert_eq!((level(2), level(3)), (Level::Assistant, Level::Supervisor));
}

#[test]
fn a_loan_can_be_renewed_from_so_many_days_before_it_is_due() {
    let on = |now: &str| {
        Renewal::with(|given| {
            given.terms.no_renewal_before_days = Some(3);
            given.now = at(now);
        })
        .codes()
    };
    assert_eq!(on("2026-03-05 23:59:59"), [Code::RenewalTooSoon]);
    assert_eq!(on("2026-03-06 00:00:00"), []);
}

#[test]
fn a_renewal_that_leads_no_further_is_none() {
    let given = Renewal::with(|given| given.terms = terms(2, RenewalFrom::Today));
    assert_eq!(given.codes(), [Code::RenewalWouldNotExtend]);
    let expiring = Renewal::with(|given| given.patron.expires_on = Some(day("2026-03-09")));
    assert_eq!(expiring.codes(), [Code::RenewalWouldNotExtend]);
}

#[test]
fn a_closed_loan_cannot_be_renewed() {
    assert_eq!(
        Renewal::with(|given| given.loan.closed = true).codes(),
        [Code::LoanClosed]
    );
}

#[test]
fn a_second_lateness_adds_to_the_one_fine() {
    let decision = Renewal::with(|given| {
        given.terms = terms(7, RenewalFrom::Due);
        given.now = at("2026-03-11 12:00:00");
        given.loan.fine = Some(75);
        given.loan.earlier = 75;
    })
    .decide();
    assert_eq!(decision.fine_step, Step::Adjust { from: 75, to: 125 });
}
