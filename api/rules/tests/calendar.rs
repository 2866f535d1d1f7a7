use carrel_rules::calendar::{Calendar, DayKind, Hours, SEARCH_DAYS};
use chrono::{Days, NaiveTime, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;

use crate::given::{WEEK, any, at, day, hours, open_daily, open_on, open_on_weekdays};

/// Library M of the field's cases: weekends, 1 January and 25 December closed, and two dates of their own.
fn library_m() -> Calendar {
    open_on_weekdays()
        .with_yearly_closure(1, 1)
        .with_yearly_closure(12, 25)
        .with_closure(day("2011-06-01"), day("2011-06-01"))
        .with_exception(day("2012-11-11"), [hours("10:00-14:00")])
}

#[test]
fn d01_closures_of_the_week_the_year_and_the_day_and_an_exception() {
    let calendar = library_m();
    for closed in ["2012-11-24", "2012-11-25", "2013-01-01", "2011-06-01"] {
        assert!(!calendar.is_open_on(day(closed)), "{closed}");
    }
    for open in ["2012-11-26", "2011-06-02", "2012-11-11"] {
        assert!(calendar.is_open_on(day(open)), "{open}");
    }
}

#[test]
fn d03_an_instant_is_closed_when_its_date_is() {
    let calendar = library_m();
    let morning = at("2011-06-01 11:02:00");
    assert!(!calendar.is_open_on(calendar.local_date(morning)));
    assert!(!calendar.is_open_at(morning));
    assert!(calendar.is_open_at(at("2012-09-17 16:30:00")));
}

#[test]
fn d05_counting_open_days_passes_over_a_closed_one() {
    let calendar = open_on_weekdays().with_closure(day("2012-07-04"), day("2012-07-04"));
    assert_eq!(calendar.add_open_days(day("2012-07-03"), 1), Some(day("2012-07-05")));
}

#[test]
fn d09_a_day_back_from_boxing_day_is_christmas_eve() {
    let calendar = library_m();
    assert_eq!(
        calendar.previous_open_day(day("2012-12-26") - Days::new(1)),
        Some(day("2012-12-24"))
    );
}

#[test]
fn an_exception_without_hours_closes_an_open_day() {
    let calendar = open_on_weekdays().with_exception(day("2026-03-02"), []);
    assert!(!calendar.is_open_on(day("2026-03-02")));
}

#[test]
fn a_yearly_closure_may_last_and_go_on_over_new_year() {
    let calendar = open_daily().with_yearly_closures(day("2025-12-24"), day("2026-01-02"));
    for closed in ["2025-12-24", "2026-01-02", "2026-12-31", "2031-01-01"] {
        assert!(!calendar.is_open_on(day(closed)), "{closed}");
    }
    assert!(calendar.is_open_on(day("2026-12-23")) && calendar.is_open_on(day("2027-01-03")));
    let summer = open_daily().with_yearly_closures(day("2026-07-01"), day("2026-07-14"));
    assert_eq!(summer.open_days(day("2030-06-30"), day("2030-07-31")), 17);
}

#[test]
fn a_date_says_what_decides_about_it() {
    let calendar = library_m();
    let kinds = ["2012-11-26", "2012-12-25", "2012-11-11"].map(|date| calendar.kind_of(day(date)));
    assert_eq!(kinds, [DayKind::Weekly, DayKind::Closure, DayKind::Exception]);
}

#[test]
fn hours_that_touch_are_one_stretch() {
    let twice = Calendar::new(Tz::UTC)
        .with_weekly(Weekday::Mon, hours("14:00-19:00"))
        .with_weekly(Weekday::Mon, hours("08:00-12:00"))
        .with_weekly(Weekday::Mon, hours("11:00-13:00"));
    assert_eq!(
        twice.hours_on(day("2026-03-02")),
        [hours("08:00-13:00"), hours("14:00-19:00")]
    );
}

#[test]
fn hours_out_of_order_are_refused() {
    assert!(Hours::new(NaiveTime::MIN, NaiveTime::MIN).is_err());
}

#[test]
fn a_branch_that_never_opens_has_no_open_day() {
    let never = Calendar::new(Tz::Europe__Berlin);
    assert_eq!(never.next_open_day(day("2026-03-02")), None);
    assert_eq!(never.previous_open_day(day("2026-03-02")), None);
    assert_eq!(never.add_open_days(day("2026-03-02"), 3), None);
    assert_eq!(never.next_opening(at("2026-03-02 12:00:00")), None);
    assert_eq!(never.open_days(day("2026-03-02"), day("2027-03-02")), 0);
}

#[test]
fn an_open_day_further_off_than_the_search_is_not_found() {
    let first = day("2026-03-02");
    let far = Calendar::new(Tz::UTC).with_exception(first + Days::new(SEARCH_DAYS.into()), [hours("09:00-17:00")]);
    assert_eq!(far.next_open_day(first), None);
    assert!(far.next_open_day(first + Days::new(1)).is_some());
}

#[test]
fn the_next_opening_is_now_while_open() {
    let calendar = open_on(Tz::Europe__Berlin, &WEEK[..5]);
    // Winter: 09:00-17:00 in Berlin is 08:00-16:00 UTC.
    assert_eq!(
        calendar.next_opening(at("2026-03-02 10:00:00")),
        Some(at("2026-03-02 10:00:00"))
    );
    assert_eq!(
        calendar.next_opening(at("2026-03-02 16:00:00")),
        Some(at("2026-03-02 16:00:00"))
    );
    assert_eq!(
        calendar.next_opening(at("2026-03-06 16:00:01")),
        Some(at("2026-03-09 08:00:00"))
    );
}

#[test]
fn days_that_are_not_24_hours_long_end_at_their_own_midnight() {
    let berlin = open_on(Tz::Europe__Berlin, &WEEK);
    assert_eq!(berlin.end_of_day(day("2026-03-28")), at("2026-03-28 22:59:59"));
    assert_eq!(berlin.end_of_day(day("2026-03-29")), at("2026-03-29 21:59:59"));
    assert_eq!(berlin.end_of_day(day("2026-10-25")), at("2026-10-25 22:59:59"));
    assert_eq!(berlin.open_days(day("2026-03-27"), day("2026-03-30")), 3);
}

#[test]
fn a_time_that_exists_twice_opens_at_the_first_and_closes_at_the_second() {
    // On 25 October 2026 the clocks of Berlin go from 03:00 back to 02:00: 02:30 is 00:30 and 01:30 UTC.
    let opens = Calendar::new(Tz::Europe__Berlin).with_weekly(Weekday::Sun, hours("02:30-04:00"));
    assert_eq!(
        opens.openings_on(day("2026-10-25")).next(),
        Some((at("2026-10-25 00:30:00"), at("2026-10-25 03:00:00")))
    );
    let closes = Calendar::new(Tz::Europe__Berlin).with_weekly(Weekday::Sun, hours("01:00-02:30"));
    assert_eq!(closes.closing_on(day("2026-10-25")), Some(at("2026-10-25 01:30:00")));
}

#[test]
fn a_time_that_the_clocks_skip_is_as_far_after_the_jump() {
    // On 29 March 2026 the clocks of Berlin jump from 02:00 to 03:00, at 01:00 UTC.
    let calendar = Calendar::new(Tz::Europe__Berlin).with_weekly(Weekday::Sun, hours("02:30-05:00"));
    assert_eq!(calendar.closing_on(day("2026-03-29")), Some(at("2026-03-29 03:00:00")));
    assert_eq!(
        calendar.next_opening(at("2026-03-29 00:00:00")),
        Some(at("2026-03-29 01:30:00"))
    );
}

#[test]
fn started_hours_are_open_time_together_each_begun_hour_whole() {
    let calendar = open_on_weekdays();
    let hours = |from: &str, until: &str| calendar.started_open_hours(at(from), at(until));
    assert_eq!(hours("2026-03-02 16:30:00", "2026-03-02 16:30:00"), 0);
    assert_eq!(hours("2026-03-02 16:30:00", "2026-03-02 16:30:01"), 1);
    assert_eq!(hours("2026-03-02 16:30:00", "2026-03-03 09:30:00"), 1);
    assert_eq!(hours("2026-03-02 16:30:00", "2026-03-03 09:31:00"), 2);
    assert_eq!(hours("2026-03-06 16:00:00", "2026-03-09 10:00:00"), 2);
}

proptest! {
    #[test]
    fn the_next_open_day_is_open_and_none_before_it_is(calendar in any::calendar(), date in any::day()) {
        if let Some(open) = calendar.next_open_day(date) {
            prop_assert!(open >= date && calendar.is_open_on(open));
            prop_assert!(date.iter_days().take_while(|day| *day < open).all(|day| !calendar.is_open_on(day)));
            prop_assert_eq!(calendar.previous_open_day(open), Some(open));
        }
    }

    #[test]
    fn so_many_open_days_on_lie_so_many_open_days(calendar in any::calendar(), date in any::day(), n in 1..60_u32) {
        if let Some(end) = calendar.add_open_days(date, n) {
            prop_assert_eq!(calendar.open_days(date, end), n);
            prop_assert!(calendar.is_open_on(end));
        }
    }

    #[test]
    fn open_days_add_up(calendar in any::calendar(), date in any::day(), first in 0..200_u64, more in 0..200_u64) {
        let (middle, end) = (date + Days::new(first), date + Days::new(first + more));
        let sum = calendar.open_days(date, middle) + calendar.open_days(middle, end);
        prop_assert_eq!(calendar.open_days(date, end), sum);
    }

    #[test]
    fn a_day_ends_on_that_day(zone in any::zone(), date in any::day()) {
        let calendar = Calendar::new(zone);
        // Apia never had 30 December 2011.
        prop_assume!(!(zone == Tz::Pacific__Apia && date == day("2011-12-30")));
        prop_assert_eq!(calendar.local_date(calendar.end_of_day(date)), date);
        prop_assert!(calendar.end_of_day(date) < calendar.end_of_day(date + Days::new(1)));
    }

    #[test]
    fn the_next_opening_is_open_and_not_before(calendar in any::calendar(), moment in any::instant()) {
        if let Some(opening) = calendar.next_opening(moment) {
            prop_assert!(opening >= moment);
            prop_assert!(calendar.is_open_at(opening));
            prop_assert_eq!(opening == moment, calendar.is_open_at(moment));
        }
    }

    #[test]
    fn started_hours_never_fall_and_never_pass_the_clock(
        calendar in any::calendar(),
        (from, until) in any::instants(5_000_000),
        more in 0..500_000_i64,
    ) {
        let later = until + chrono::TimeDelta::seconds(more);
        let hours = calendar.started_open_hours(from, until);
        prop_assert!(hours <= calendar.started_open_hours(from, later));
        prop_assert!(hours <= (until - from).num_seconds() / 3600 + 1);
    }
}
