//! Facts for the tests: plain ones to change in a line, and any at all.

pub mod any;
mod check_in;
mod check_out;
mod renewal;

use carrel_rules::block::{Block, Code};
use carrel_rules::calendar::{Calendar, Hours};
use carrel_rules::policy::{Attributes, Terms, Unit};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use uuid::Uuid;

pub use check_in::{CheckIn, Lent};
pub use check_out::{CheckOut, open_loan};
pub use renewal::Renewal;

pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// A date such as `2012-07-23`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// An instant such as `2012-07-23 11:53:00`, in UTC.
pub fn at(text: &str) -> DateTime<Utc> {
    format!("{}Z", text.replace(' ', "T")).parse().expect("an instant")
}

/// Open hours such as `09:00-17:00`.
pub fn hours(text: &str) -> Hours {
    let (opens, closes) = text.split_once('-').expect("a stretch of time");
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").expect("a time");
    Hours::new(time(opens), time(closes)).expect("hours in order")
}

/// Open 09:00 to 17:00 on these weekdays.
pub fn open_on(zone: Tz, weekdays: &[Weekday]) -> Calendar {
    let calendar = Calendar::new(zone);
    weekdays.iter().fold(calendar, |calendar, weekday| {
        calendar.with_weekly(*weekday, hours("09:00-17:00"))
    })
}

/// Open 09:00 to 17:00 every day, in UTC.
pub fn open_daily() -> Calendar {
    open_on(Tz::UTC, &WEEK)
}

/// Open 09:00 to 17:00 from Monday to Friday, in UTC.
pub fn open_on_weekdays() -> Calendar {
    open_on(Tz::UTC, &WEEK[..5])
}

/// The terms of a loan of so many days, changed as asked.
pub fn days(length: i32, change: impl FnOnce(&mut Attributes)) -> Terms {
    let mut attributes = Attributes {
        loan_length: Some(length),
        loan_unit: Some(Unit::Days),
        ..Attributes::default()
    };
    change(&mut attributes);
    Terms::from(&attributes)
}

/// The terms of a loan of so many hours, changed as asked.
pub fn for_hours(length: i32, change: impl FnOnce(&mut Attributes)) -> Terms {
    days(length, |attributes| {
        attributes.loan_unit = Some(Unit::Hours);
        change(attributes);
    })
}

/// The nth record.
pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// The codes of blocks, in their order.
pub fn codes(blocks: &[Block]) -> Vec<Code> {
    blocks.iter().map(|block| block.code).collect()
}
