//! From branch time to instants, on the days when the clocks change too.
//!
//! A local time that exists twice is two instants; the caller says which it means. A local time that the clocks skip
//! counts as far after the jump as it lies into it (02:30 of a night that jumps from 02:00 to 03:00 is 03:30).

use chrono::{DateTime, Days, LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

const FIRST_SECOND: i64 = -62_135_596_800; // 0001-01-01T00:00:00Z
const LAST_SECOND: i64 = 253_402_214_400; // 9999-12-31T00:00:00Z

/// Keeps an instant within the years 1 to 9999, so that no zone can carry it past what a date can hold.
pub(super) fn clamp(at: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = at.timestamp().clamp(FIRST_SECOND, LAST_SECOND);
    if seconds == at.timestamp() {
        at
    } else {
        DateTime::from_timestamp(seconds, 0).unwrap_or(at)
    }
}

/// The earlier instant of a local time.
pub(crate) fn first_of(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    instant(zone, local, |first, _| first)
}

/// The later instant of a local time.
pub(super) fn last_of(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    instant(zone, local, |_, last| last)
}

fn instant(zone: Tz, local: NaiveDateTime, choose: fn(DateTime<Tz>, DateTime<Tz>) -> DateTime<Tz>) -> DateTime<Utc> {
    let local = clamp(local.and_utc()).naive_utc();
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => at.to_utc(),
        LocalResult::Ambiguous(first, last) => choose(first, last).to_utc(),
        LocalResult::None => {
            let day_before = local.checked_sub_days(Days::new(1)).unwrap_or(local);
            let offset = zone.offset_from_utc_datetime(&day_before).fix().local_minus_utc();
            local.and_utc() - TimeDelta::seconds(offset.into())
        }
    }
}
