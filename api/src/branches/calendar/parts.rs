//! What a calendar is made of, and how it is put together.

use carrel_rules::calendar::{Calendar, Hours, HoursError};
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;

/// The weekly hours and the exceptions of a branch.
#[derive(Deserialize)]
pub(super) struct Parts {
    pub hours: Vec<WeeklyHours>,
    pub closures: Vec<Closure>,
    pub openings: Vec<Opening>,
}

/// Open on every such weekday.
#[derive(Deserialize)]
pub(super) struct WeeklyHours {
    /// ISO: 1 is Monday.
    pub weekday: u8,
    pub opens_at: NaiveTime,
    pub closes_at: NaiveTime,
}

/// Closed from one day to another, both included; when it repeats, on the same days of every year.
#[derive(Deserialize)]
pub(super) struct Closure {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub repeats_yearly: bool,
    pub reason: String,
}

/// Open although the week or a closure says closed.
#[derive(Deserialize)]
pub(super) struct Opening {
    pub on_date: NaiveDate,
    pub opens_at: NaiveTime,
    pub closes_at: NaiveTime,
    pub reason: String,
}

/// A part that no calendar can be made of.
#[derive(Debug, thiserror::Error)]
pub(super) enum PartError {
    #[error("a weekday must lie between 1 and 7")]
    Weekday,
    #[error(transparent)]
    Hours(#[from] HoursError),
}

impl Parts {
    /// Puts the calendar together.
    pub(super) fn assemble(self, zone: Tz) -> Result<Calendar, PartError> {
        let mut calendar = Calendar::new(zone);
        for day in self.hours {
            let weekday = Weekday::try_from(day.weekday.wrapping_sub(1)).map_err(|_| PartError::Weekday)?;
            calendar = calendar.with_weekly(weekday, Hours::new(day.opens_at, day.closes_at)?);
        }
        for closure in self.closures {
            calendar = if closure.repeats_yearly {
                let days = closure.days_of_every_year();
                days.fold(calendar, |calendar, (month, day)| {
                    calendar.with_yearly_closure(month, day)
                })
            } else {
                calendar.with_closure(closure.starts_on, closure.ends_on)
            };
        }
        for opening in self.openings {
            let hours = Hours::new(opening.opens_at, opening.closes_at)?;
            calendar = calendar.with_exception(opening.on_date, [hours]);
        }
        Ok(calendar)
    }
}

impl Closure {
    /// Whether a date falls into it.
    pub(super) fn covers(&self, date: NaiveDate) -> bool {
        if self.repeats_yearly {
            self.days_of_every_year().any(|day| day == (date.month(), date.day()))
        } else {
            (self.starts_on..=self.ends_on).contains(&date)
        }
    }

    /// The days (month, day) it closes in every year. One that goes from February into March takes 29 February with it,
    /// also when it was entered for a year that has none.
    fn days_of_every_year(&self) -> impl Iterator<Item = (u32, u32)> {
        let last = self.ends_on;
        let days = self.starts_on.iter_days().take_while(move |day| *day <= last);
        days.flat_map(move |day| {
            let leap = (day.month() == 2 && day.day() == 28 && day < last).then_some((2, 29));
            [Some((day.month(), day.day())), leap].into_iter().flatten()
        })
    }
}
