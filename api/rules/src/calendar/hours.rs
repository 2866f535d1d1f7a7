//! Open time to the minute: for hourly loans.

use chrono::{DateTime, NaiveDate, Utc};

use super::{COUNT_DAYS, Calendar, SEARCH_DAYS, zone};

impl Calendar {
    /// The open stretches of a date as instants, in order. A stretch that the clocks swallow is left out; one whose
    /// closing time exists twice ends at the later.
    pub fn openings_on(&self, date: NaiveDate) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> + '_ {
        self.hours_on(date)
            .iter()
            .map(move |hours| {
                let opens = zone::first_of(self.zone, date.and_time(hours.opens));
                (opens, zone::last_of(self.zone, date.and_time(hours.closes)))
            })
            .filter(|(opens, closes)| opens < closes)
    }

    /// Whether the branch is open at an instant, the moments of opening and closing included.
    pub fn is_open_at(&self, at: DateTime<Utc>) -> bool {
        self.openings_on(self.local_date(at))
            .any(|(opens, closes)| (opens..=closes).contains(&at))
    }

    /// `at` itself while the branch is open, else when it opens next, if it does within [`SEARCH_DAYS`].
    pub fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let days = self.local_date(at).iter_days().take(SEARCH_DAYS as usize);
        days.flat_map(|day| self.openings_on(day))
            .find(|(_, closes)| at <= *closes)
            .map(|(opens, _)| opens.max(at))
    }

    /// When the branch closes for the last time on a date.
    pub fn closing_on(&self, date: NaiveDate) -> Option<DateTime<Utc>> {
        self.openings_on(date).map(|(_, closes)| closes).max()
    }

    /// How many open hours have started between two instants: all open time between them together, each begun hour
    /// counting whole. Zero when `until` is not later.
    pub fn started_open_hours(&self, after: DateTime<Utc>, until: DateTime<Utc>) -> i64 {
        let last = self.local_date(until);
        let days = self
            .local_date(after)
            .iter_days()
            .take(COUNT_DAYS as usize)
            .take_while(|day| *day <= last);
        let seconds = days
            .flat_map(|day| self.openings_on(day))
            .map(|(opens, closes)| (closes.min(until) - opens.max(after)).num_seconds().max(0))
            .sum::<i64>();
        started_hours(seconds)
    }
}

/// Hours begun within so many seconds.
pub(crate) fn started_hours(seconds: i64) -> i64 {
    seconds.max(0) / 3600 + i64::from(seconds.max(0) % 3600 > 0)
}
