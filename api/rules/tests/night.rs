use carrel_rules::night::{LOOKS_BACK, begins_at, due, last_begun};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::{America::Chicago, Europe::Berlin, Tz};
use proptest::prelude::*;
use proptest::sample::select;

use crate::given::{at, day};

#[test]
fn a_night_begins_at_two_in_the_morning_of_the_branch() {
    assert_eq!(begins_at(Berlin, day("2026-03-10")), at("2026-03-10 01:00:00"));
    assert_eq!(begins_at(Berlin, day("2026-07-10")), at("2026-07-10 00:00:00"));
    assert_eq!(begins_at(Chicago, day("2026-03-10")), at("2026-03-10 07:00:00"));
}

#[test]
fn where_the_clocks_skip_two_in_the_morning_it_begins_when_they_have() {
    // Chicago goes from 02:00 to 03:00 on 8 March 2026, Berlin has 02:00 twice on 25 October.
    assert_eq!(begins_at(Chicago, day("2026-03-08")), at("2026-03-08 08:00:00"));
    assert_eq!(begins_at(Berlin, day("2026-10-25")), at("2026-10-25 00:00:00"));
}

#[test]
fn before_two_the_night_before_is_the_last() {
    assert_eq!(last_begun(Berlin, at("2026-03-10 00:59:59")), day("2026-03-09"));
    assert_eq!(last_begun(Berlin, at("2026-03-10 01:00:00")), day("2026-03-10"));
}

#[test]
fn what_was_missed_comes_first_and_what_is_done_not_again() {
    let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect::<Vec<_>>();
    let done = days(&["2026-03-05", "2026-03-08"]);
    assert_eq!(
        due(day("2026-03-10"), Some(day("2026-03-05")), &done),
        days(&["2026-03-06", "2026-03-07", "2026-03-09", "2026-03-10"])
    );
    assert_eq!(
        due(day("2026-03-10"), None, &[]),
        days(&["2026-03-10"]),
        "a branch without a past"
    );
}

fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (1_500_000_000..2_500_000_000_i64).prop_map(|seconds| DateTime::from_timestamp(seconds, 0).expect("an instant"))
}

fn zone() -> impl Strategy<Value = Tz> {
    select(&chrono_tz::TZ_VARIANTS[..])
}

proptest! {
    #[test]
    fn now_lies_in_the_night_that_began_last(now in instant(), zone in zone()) {
        let on: NaiveDate = last_begun(zone, now);
        prop_assert!(begins_at(zone, on) <= now);
        // A day may be missing where a country changed sides of the date line.
        prop_assert!(begins_at(zone, on) + TimeDelta::hours(49) > now);
        let next = on + Days::new(1);
        prop_assert!(begins_at(zone, next) > now);
    }

    #[test]
    fn no_night_is_done_twice_none_is_forgotten_and_none_is_ahead(
        back in 0..60_u64,
        undone in prop::collection::vec(any::<bool>(), 60),
    ) {
        let last = day("2026-03-10");
        let first = last - Days::new(back);
        let done: Vec<_> = first
            .iter_days()
            .take_while(|day| *day <= last)
            .zip(&undone)
            .filter(|(_, undone)| !**undone)
            .map(|(day, _)| day)
            .collect();
        let found = due(last, Some(first), &done);
        prop_assert!(found.is_sorted());
        for day in first.iter_days().take_while(|day| *day <= last) {
            let is_near = last - day < TimeDelta::days(LOOKS_BACK.try_into().expect("a number"));
            prop_assert_eq!(found.contains(&day), is_near && !done.contains(&day));
        }
        prop_assert!(found.iter().all(|day| *day >= first && *day <= last));
    }
}
