//! The numbered cases of the field.

use super::*;

#[test]
fn d05_a_loan_over_a_closed_day_counting_open_days() {
    let calendar = open_daily().with_closure(day("2012-07-04"), day("2012-07-04"));
    let found = due(
        &calendar,
        &in_mode(1, ClosedDayMode::CountOpenDays),
        "2012-07-03 12:00:00",
    );
    assert_eq!((found.on, found.changes), (day("2012-07-05"), vec![Change::Closed]));
}

#[test]
fn d07_start_monday_weekend_closed() {
    let calendar = open_on_weekdays();
    let on = |mode| due(&calendar, &in_mode(7, mode), "2012-07-23 11:53:00").on;
    assert_eq!(on(ClosedDayMode::Ignore), day("2012-07-30"));
    assert_eq!(on(ClosedDayMode::MoveForward), day("2012-07-30"));
    assert_eq!(on(ClosedDayMode::CountOpenDays), day("2012-08-01"));
}

#[test]
fn d11_day_loans_and_renewals_end_with_their_day() {
    let terms = days(10, |set| {
        set.renewal_length = Some(5);
        set.closed_day_mode = Some(ClosedDayMode::Ignore);
    });
    let calendar = open_on_weekdays();
    let now = at("2013-02-09 09:00:00");
    let ends = |length| {
        compute(&Asked {
            calendar: &calendar,
            terms: &terms,
            now,
            from: now,
            length,
            card_expires_on: None,
        })
        .at
    };
    assert_eq!(ends(terms.loan_length), at("2013-02-19 23:59:59"));
    assert_eq!(ends(terms.renewal_length), at("2013-02-14 23:59:59"));
}

#[test]
fn d13_a_card_that_expires_on_a_closed_day_walks_back() {
    let terms = days(10, |_| {});
    let new_year = open_daily().with_yearly_closure(1, 1);
    let until = |calendar: &Calendar| due_until(calendar, &terms, "2012-12-28 12:00:00", Some("2013-01-01"));
    assert_eq!(until(&new_year).at, at("2012-12-31 23:59:59"));
    assert_eq!(until(&new_year).changes, [Change::CardExpiry]);
    assert_eq!(
        until(&new_year.with_yearly_closure(12, 31)).at,
        at("2012-12-30 23:59:59")
    );
}

#[test]
fn d17_hours_that_end_in_closed_time_end_at_the_next_opening() {
    let mut calendar = Calendar::new(Tz::UTC);
    for weekday in &WEEK[..5] {
        calendar = calendar
            .with_weekly(*weekday, hours("08:00-12:00"))
            .with_weekly(*weekday, hours("14:00-19:00"));
    }
    let found = due(&calendar, &for_hours(5, |_| {}), "2019-02-02 10:00:00");
    assert_eq!(
        (found.at, found.changes),
        (at("2019-02-04 08:00:00"), vec![Change::Closed])
    );
    // Within the day too: 09:00 and four hours is the lunch break.
    assert_eq!(
        due(&calendar, &for_hours(4, |_| {}), "2019-02-04 09:00:00").at,
        at("2019-02-04 14:00:00")
    );
}

#[test]
fn d19_a_hard_due_date_on_a_closed_day() {
    let calendar = open_daily().with_closure(day("2019-02-07"), day("2019-02-07"));
    let hard = |mode| {
        let terms = days(30, |set| {
            set.hard_due_date = Some(day("2019-02-07"));
            set.hard_due_mode = Some(mode);
        });
        due(&calendar, &terms, "2019-02-01 10:00:00").at
    };
    assert_eq!(hard(HardDueMode::Ceiling), at("2019-02-06 23:59:59"));
    assert_eq!(hard(HardDueMode::Exact), at("2019-02-08 23:59:59"));
}

#[test]
fn d21_hours_are_exact_where_closed_time_is_ignored() {
    let terms = for_hours(9, |set| set.closed_day_mode = Some(ClosedDayMode::Ignore));
    let found = due(&open_daily(), &terms, "2026-03-02 14:37:00");
    assert_eq!((found.at, found.changes), (at("2026-03-02 23:37:00"), vec![]));
}

#[test]
fn d23_a_card_about_to_expire_shortens_the_loan_and_says_so() {
    let calendar = open_on_weekdays();
    // Friday; the card is good until Sunday, when the branch is closed as on Saturday.
    let by_days = due_until(&calendar, &days(14, |_| {}), "2026-03-06 10:00:00", Some("2026-03-08"));
    assert_eq!(
        (by_days.at, by_days.changes),
        (at("2026-03-06 23:59:59"), vec![Change::CardExpiry])
    );
    let by_hours = due_until(
        &calendar,
        &for_hours(60, |_| {}),
        "2026-03-06 10:00:00",
        Some("2026-03-08"),
    );
    assert_eq!(
        (by_hours.at, by_hours.changes),
        (at("2026-03-06 17:00:00"), vec![Change::Closed, Change::CardExpiry])
    );
}
