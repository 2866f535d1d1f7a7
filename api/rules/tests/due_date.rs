mod always;
mod cases;

use crate::given::{WEEK, any, at, day, days, for_hours, hours, open_daily, open_on, open_on_weekdays};
use carrel_rules::calendar::Calendar;
use carrel_rules::due_date::{Asked, Change, DueDate, compute, on_site, wished};
use carrel_rules::policy::{ClosedDayMode, HardDueMode, Terms, Unit};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::option::of;
use proptest::prelude::*;

fn due(calendar: &Calendar, terms: &Terms, now: &str) -> DueDate {
    due_until(calendar, terms, now, None)
}

fn due_until(calendar: &Calendar, terms: &Terms, now: &str, expires: Option<&str>) -> DueDate {
    let (now, card_expires_on) = (at(now), expires.map(day));
    compute(&Asked {
        calendar,
        terms,
        now,
        from: now,
        length: terms.loan_length,
        card_expires_on,
    })
}

fn in_mode(length: i32, mode: ClosedDayMode) -> Terms {
    days(length, |set| set.closed_day_mode = Some(mode))
}

#[test]
fn where_closed_days_are_ignored_the_day_of_expiry_itself_is_the_last() {
    let closed = open_daily().with_yearly_closure(1, 1);
    let found = due_until(
        &closed,
        &in_mode(10, ClosedDayMode::Ignore),
        "2012-12-28 12:00:00",
        Some("2013-01-01"),
    );
    assert_eq!(found.at, at("2013-01-01 23:59:59"));
}

#[test]
fn a_loan_of_no_days_is_due_today() {
    assert_eq!(
        due(&open_daily(), &days(0, |_| {}), "2026-03-02 12:00:00").at,
        at("2026-03-02 23:59:59")
    );
}

#[test]
fn in_the_last_instant_of_a_day_the_next_day_is_meant() {
    let now = at("2026-03-02 23:59:59") + TimeDelta::milliseconds(500);
    let (calendar, terms) = (open_daily(), days(0, |_| {}));
    let found = compute(&Asked {
        calendar: &calendar,
        terms: &terms,
        now,
        from: now,
        length: 0,
        card_expires_on: None,
    });
    assert_eq!(found.at, at("2026-03-03 23:59:59"));
}

#[test]
fn a_hard_due_date_is_met_as_its_mode_says() {
    let on = |length, mode| {
        let terms = days(length, |set| {
            set.hard_due_date = Some(day("2026-03-20"));
            set.hard_due_mode = Some(mode);
        });
        due(&open_daily(), &terms, "2026-03-02 12:00:00").on
    };
    assert_eq!(
        (on(7, HardDueMode::Exact), on(30, HardDueMode::Exact)),
        (day("2026-03-20"), day("2026-03-20"))
    );
    assert_eq!(
        (on(7, HardDueMode::Ceiling), on(30, HardDueMode::Ceiling)),
        (day("2026-03-09"), day("2026-03-20"))
    );
    assert_eq!(
        (on(7, HardDueMode::Floor), on(30, HardDueMode::Floor)),
        (day("2026-03-20"), day("2026-04-01"))
    );
}

#[test]
fn a_hard_due_date_that_is_over_binds_nobody() {
    let terms = days(7, |set| set.hard_due_date = Some(day("2026-03-01")));
    assert_eq!(due(&open_daily(), &terms, "2026-03-02 12:00:00").on, day("2026-03-09"));
}

#[test]
fn a_card_that_has_expired_is_a_block_and_no_ceiling() {
    let found = due_until(
        &open_daily(),
        &days(7, |_| {}),
        "2026-03-02 12:00:00",
        Some("2026-03-01"),
    );
    assert_eq!(found.on, day("2026-03-09"));
}

#[test]
fn what_is_used_on_site_goes_back_when_the_doors_close() {
    let found = on_site(&open_daily(), at("2026-03-02 12:00:00"));
    assert_eq!(
        (found.at, found.changes),
        (at("2026-03-02 17:00:00"), vec![Change::OnSite])
    );
    assert_eq!(
        on_site(&open_daily(), at("2026-03-02 18:00:00")).at,
        at("2026-03-02 23:59:59")
    );
}

#[test]
fn a_day_loan_keeps_the_end_of_the_day_when_the_clocks_change() {
    let berlin = open_on(Tz::Europe__Berlin, &WEEK);
    let found = due(&berlin, &days(7, |_| {}), "2026-03-25 12:00:00");
    assert_eq!(found.at, at("2026-04-01 21:59:59"));
    let hourly = for_hours(24, |set| set.closed_day_mode = Some(ClosedDayMode::Ignore));
    assert_eq!(
        due(&berlin, &hourly, "2026-03-28 12:00:00").at,
        at("2026-03-29 12:00:00")
    );
}

#[test]
fn a_wish_is_taken_in_the_grain_of_the_loan() {
    let (now, wish) = (at("2026-03-02 12:00:00"), at("2026-03-04 10:00:01"));
    assert_eq!(
        wished(&open_daily(), Unit::Days, now, wish),
        Ok(at("2026-03-04 23:59:59"))
    );
    assert_eq!(
        wished(&open_daily(), Unit::Hours, now, wish),
        Ok(at("2026-03-04 10:01:00"))
    );
}
