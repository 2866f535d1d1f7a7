mod always;
mod cases;

use crate::given::{any, at, days, for_hours, open_daily, open_on_weekdays};
use carrel_rules::calendar::Calendar;
use carrel_rules::overdue_fine::{Cap, Facts, Fine, Step, assess, step, units_late};
use carrel_rules::policy::{Attributes, FineChargeAt, GraceMode, Terms, Unit};
use chrono::TimeDelta;
use proptest::option::of;
use proptest::prelude::*;

fn facts<'a>(calendar: &'a Calendar, terms: &'a Terms, due: &str, until: &str) -> Facts<'a> {
    Facts {
        calendar,
        terms,
        due_at: at(due),
        until: at(until),
        earlier: 0,
        replacement_price: None,
        patron_cap: None,
        owed_for_others: 0,
    }
}

fn a_day(change: impl FnOnce(&mut Attributes)) -> Terms {
    days(21, |set| {
        set.fine_amount = Some(100);
        change(set);
    })
}

fn an_hour(change: impl FnOnce(&mut Attributes)) -> Terms {
    for_hours(4, |set| {
        set.fine_amount = Some(100);
        set.fine_counts_closed = Some(true);
        change(set);
    })
}

/// The fine in minor units for so many days late, open daily.
fn days_late(terms: &Terms, late: i64) -> i64 {
    let calendar = open_daily();
    let facts = facts(&calendar, terms, "2026-03-02 23:59:59", "2026-03-02 12:00:00");
    assess(&Facts {
        until: facts.until + TimeDelta::days(late),
        ..facts
    })
    .amount
}

#[test]
fn grace_that_is_deducted_stays_free() {
    let terms = a_day(|set| {
        set.grace = Some(2);
        set.grace_mode = Some(GraceMode::Deducted);
    });
    assert_eq!(
        (days_late(&terms, 2), days_late(&terms, 3), days_late(&terms, 10)),
        (0, 100, 800)
    );
}

#[test]
fn a_period_is_charged_when_it_ends_or_when_it_starts() {
    let weekly = |charge_at| {
        a_day(|set| {
            set.fine_every = Some(7);
            set.fine_charge_at = Some(charge_at);
        })
    };
    let (end, start) = (weekly(FineChargeAt::End), weekly(FineChargeAt::Start));
    assert_eq!(
        (days_late(&end, 6), days_late(&end, 7), days_late(&end, 8)),
        (0, 100, 100)
    );
    assert_eq!(
        (days_late(&start, 1), days_late(&start, 7), days_late(&start, 8)),
        (100, 100, 200)
    );
}

#[test]
fn lateness_over_a_weekend_counts_only_where_closed_days_do() {
    let calendar = open_on_weekdays();
    let amount = |counts| {
        let terms = a_day(|set| set.fine_counts_closed = Some(counts));
        assess(&facts(&calendar, &terms, "2026-03-06 23:59:59", "2026-03-09 10:00:00")).amount
    };
    assert_eq!((amount(false), amount(true)), (100, 300));
}

#[test]
fn hours_late_are_open_hours_that_have_started() {
    let calendar = open_on_weekdays();
    let late = |counts, until: &str| {
        let terms = an_hour(|set| set.fine_counts_closed = Some(counts));
        assess(&facts(&calendar, &terms, "2026-03-06 16:00:00", until)).periods
    };
    assert_eq!(
        (late(false, "2026-03-06 16:00:01"), late(false, "2026-03-09 10:30:00")),
        (1, 3)
    );
    assert_eq!(late(true, "2026-03-06 18:00:01"), 3);
}

#[test]
fn a_fine_by_the_day_counts_days_for_an_hourly_loan_too() {
    let terms = an_hour(|set| set.fine_unit = Some(Unit::Days));
    let calendar = open_daily();
    assert_eq!(
        units_late(&facts(&calendar, &terms, "2026-03-06 16:00:00", "2026-03-06 20:00:00")),
        0
    );
    assert_eq!(
        units_late(&facts(&calendar, &terms, "2026-03-06 16:00:00", "2026-03-07 09:00:00")),
        1
    );
}

#[test]
fn what_renewals_have_ended_stays_within_the_one_fine() {
    let (calendar, terms) = (open_daily(), a_day(|set| set.fine_cap = Some(700)));
    let facts = facts(&calendar, &terms, "2026-03-02 23:59:59", "2026-03-05 12:00:00");
    assert_eq!(assess(&Facts { earlier: 200, ..facts }).amount, 500);
    assert_eq!(assess(&Facts { earlier: 600, ..facts }).amount, 700);
}

#[test]
fn a_price_of_zero_is_no_price() {
    let (calendar, terms) = (open_daily(), a_day(|set| set.replacement_default = Some(150)));
    let facts = facts(&calendar, &terms, "2026-03-02 23:59:59", "2026-03-05 12:00:00");
    assert_eq!(
        assess(&Facts {
            replacement_price: Some(0),
            ..facts
        })
        .amount,
        150
    );
    assert_eq!(
        assess(&Facts {
            replacement_price: Some(200),
            ..facts
        })
        .amount,
        200
    );
}

#[test]
fn nothing_owed_makes_no_fine_and_an_equal_one_stays() {
    assert_eq!(step(None, 0), Step::Leave);
    assert_eq!(step(None, 40), Step::Charge { amount: 40 });
    assert_eq!(step(Some(40), 40), Step::Leave);
    assert_eq!(step(Some(40), 0), Step::Adjust { from: 40, to: 0 });
}
