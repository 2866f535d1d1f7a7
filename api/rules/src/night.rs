//! When a branch's night begins, and which nights it has still to do.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::calendar::first_instant;

/// How many days a branch looks back for nights that were missed. What was missed before that, the nights after it do:
/// all that is due by the day is due on later days too, but for renewals, which nobody misses after so long.
pub const LOOKS_BACK: u64 = 31;

/// The instant at which the night of `on` begins: 02:00 of that day. Where the clocks skip that hour, when they have.
pub fn begins_at(zone: Tz, on: NaiveDate) -> DateTime<Utc> {
    let two = NaiveTime::from_hms_opt(2, 0, 0).unwrap_or_default();
    first_instant(zone, on.and_time(two))
}

/// The day whose night began last.
pub fn last_begun(zone: Tz, now: DateTime<Utc>) -> NaiveDate {
    let today = now.with_timezone(&zone).date_naive();
    if begins_at(zone, today) <= now {
        today
    } else {
        today.pred_opt().unwrap_or(today)
    }
}

/// The nights to do, oldest first: each day up to the last that began, from the branch's `first` on, which is not `done`.
/// A branch that never had a night begins with the last.
pub fn due(last_begun: NaiveDate, first: Option<NaiveDate>, done: &[NaiveDate]) -> Vec<NaiveDate> {
    let earliest = last_begun
        .checked_sub_days(Days::new(LOOKS_BACK - 1))
        .unwrap_or(last_begun);
    first
        .unwrap_or(last_begun)
        .max(earliest)
        .iter_days()
        .take_while(|day| *day <= last_begun)
        .filter(|day| !done.contains(day))
        .collect()
}
