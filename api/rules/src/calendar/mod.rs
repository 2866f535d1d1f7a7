//! When a branch is open: its weekly hours, its closures and the days it opens all the same.
//!
//! Precedence on a date: an open exception beats everything, then a one-off or yearly closure, then the weekly hours.
//! All day arithmetic happens in the branch's zone. No search runs for ever: looking for an open day stops after
//! [`SEARCH_DAYS`], counting stops after [`COUNT_DAYS`].

mod hours;
mod zone;

pub(crate) use hours::started_hours;
pub(crate) use zone::first_of as first_instant;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

/// How far a search for an open day goes before it says there is none: three years.
pub const SEARCH_DAYS: u32 = 1096;

/// The longest span whose open days or hours are counted: a hundred years.
pub const COUNT_DAYS: u32 = 36_525;

/// One stretch of open time within a day, `[opens, closes]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    opens: NaiveTime,
    closes: NaiveTime,
}

/// The closing time does not lie after the opening time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a branch must close after it opens, on the same day")]
pub struct HoursError;

impl Hours {
    /// Open from `opens` until `closes` of the same local day.
    ///
    /// # Errors
    /// [`HoursError`] when `closes` is not after `opens`.
    pub fn new(opens: NaiveTime, closes: NaiveTime) -> Result<Self, HoursError> {
        if opens < closes {
            Ok(Self { opens, closes })
        } else {
            Err(HoursError)
        }
    }

    /// When the doors open, branch time.
    pub fn opens(&self) -> NaiveTime {
        self.opens
    }

    /// When the doors close, branch time.
    pub fn closes(&self) -> NaiveTime {
        self.closes
    }
}

/// What decides about a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// The hours of its weekday.
    Weekly,
    /// A closure, one-off or yearly.
    Closure,
    /// An open exception.
    Exception,
}

/// A day of every year.
type MonthDay = (u32, u32);

/// The opening calendar of one branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    zone: Tz,
    weekly: [Vec<Hours>; 7],
    closures: Vec<(NaiveDate, NaiveDate)>,
    yearly: Vec<(MonthDay, MonthDay)>,
    exceptions: BTreeMap<NaiveDate, Vec<Hours>>,
}

impl Calendar {
    /// A branch that is never open; the `with_` methods add to it.
    pub fn new(zone: Tz) -> Self {
        Self {
            zone,
            weekly: Default::default(),
            closures: Vec::new(),
            yearly: Vec::new(),
            exceptions: BTreeMap::new(),
        }
    }

    /// Adds open hours on every such weekday. Several on one day are joined where they touch.
    #[must_use]
    pub fn with_weekly(mut self, weekday: Weekday, hours: Hours) -> Self {
        join(&mut self.weekly[weekday.num_days_from_monday() as usize], hours);
        self
    }

    /// Closed from `first` to `last`, both included.
    #[must_use]
    pub fn with_closure(mut self, first: NaiveDate, last: NaiveDate) -> Self {
        self.closures.push((first, last));
        self
    }

    /// Closed on this day of every year, such as (12, 25).
    #[must_use]
    pub fn with_yearly_closure(mut self, month: u32, day: u32) -> Self {
        self.yearly.push(((month, day), (month, day)));
        self
    }

    /// Closed from `first` to `last`, and from that day to that day of every year; across new year too.
    #[must_use]
    pub fn with_yearly_closures(mut self, first: NaiveDate, last: NaiveDate) -> Self {
        self.yearly.push((month_day(first), month_day(last)));
        self.with_closure(first, last)
    }

    /// Open on `date` with these hours, whatever else is said of that date. No hours at all means closed.
    #[must_use]
    pub fn with_exception(mut self, date: NaiveDate, hours: impl IntoIterator<Item = Hours>) -> Self {
        let day = self.exceptions.entry(date).or_default();
        for stretch in hours {
            join(day, stretch);
        }
        self
    }

    /// The branch's zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The open hours of a date, in order; none when it is closed.
    pub fn hours_on(&self, date: NaiveDate) -> &[Hours] {
        match self.kind_of(date) {
            DayKind::Exception => self.exceptions.get(&date).map_or(&[], Vec::as_slice),
            DayKind::Closure => &[],
            DayKind::Weekly => &self.weekly[date.weekday().num_days_from_monday() as usize],
        }
    }

    /// What decides whether the branch opens on a date.
    pub fn kind_of(&self, date: NaiveDate) -> DayKind {
        if self.exceptions.contains_key(&date) {
            return DayKind::Exception;
        }
        let once = |(first, last): &(NaiveDate, NaiveDate)| (*first..=*last).contains(&date);
        let closed = self.closures.iter().any(once) || self.yearly.iter().any(|days| in_days(*days, month_day(date)));
        if closed { DayKind::Closure } else { DayKind::Weekly }
    }

    /// Whether the branch opens at all on a date.
    pub fn is_open_on(&self, date: NaiveDate) -> bool {
        !self.hours_on(date).is_empty()
    }

    /// The first open day on or after `date`, if there is one within [`SEARCH_DAYS`].
    pub fn next_open_day(&self, date: NaiveDate) -> Option<NaiveDate> {
        date.iter_days()
            .take(SEARCH_DAYS as usize)
            .find(|day| self.is_open_on(*day))
    }

    /// The last open day on or before `date`, if there is one within [`SEARCH_DAYS`].
    pub fn previous_open_day(&self, date: NaiveDate) -> Option<NaiveDate> {
        (0..SEARCH_DAYS)
            .map_while(|back| date.checked_sub_days(Days::new(back.into())))
            .find(|day| self.is_open_on(*day))
    }

    /// The day that lies `count` open days after `date` (which itself does not count); 0 is the first open day on or
    /// after `date`. None when the branch does not open often enough.
    pub fn add_open_days(&self, date: NaiveDate, count: u32) -> Option<NaiveDate> {
        let mut days = date.iter_days().take(COUNT_DAYS as usize);
        if count == 0 {
            return self.next_open_day(date);
        }
        days.next();
        days.filter(|day| self.is_open_on(*day)).nth(count as usize - 1)
    }

    /// How many open days lie after `after` and up to `until`, which is included. Zero when `until` is not later.
    pub fn open_days(&self, after: NaiveDate, until: NaiveDate) -> u32 {
        let days = after
            .iter_days()
            .skip(1)
            .take(COUNT_DAYS as usize)
            .take_while(|day| *day <= until);
        days.filter(|day| self.is_open_on(*day)).map(|_| 1).sum()
    }

    /// 23:59:59 branch time of a date: when day loans fall due.
    pub fn end_of_day(&self, date: NaiveDate) -> DateTime<Utc> {
        zone::last_of(
            self.zone,
            date.and_hms_opt(23, 59, 59)
                .unwrap_or_else(|| date.and_time(NaiveTime::MIN)),
        )
    }

    /// The branch's date at an instant.
    pub fn local_date(&self, at: DateTime<Utc>) -> NaiveDate {
        zone::clamp(at).with_timezone(&self.zone).date_naive()
    }
}

fn month_day(date: NaiveDate) -> MonthDay {
    (date.month(), date.day())
}

/// Whether a day lies in a stretch of every year; one whose end comes before its start goes on over new year.
fn in_days((first, last): (MonthDay, MonthDay), day: MonthDay) -> bool {
    if first <= last {
        (first..=last).contains(&day)
    } else {
        day >= first || day <= last
    }
}

/// Adds a stretch to a day, keeping the day in order and without overlaps.
fn join(day: &mut Vec<Hours>, hours: Hours) {
    day.push(hours);
    day.sort_unstable();
    let mut joined: Vec<Hours> = Vec::with_capacity(day.len());
    for next in day.drain(..) {
        match joined.last_mut() {
            Some(last) if next.opens <= last.closes => last.closes = last.closes.max(next.closes),
            _ => joined.push(next),
        }
    }
    *day = joined;
}
