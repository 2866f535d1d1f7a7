//! When a loan falls due.
//!
//! The length is counted first, then a hard due date is met, then the card's expiry, which nothing passes. In the modes
//! that mind closed days, a date found so is an open one: a wished date moves forward, a ceiling moves back. A due date
//! never lies before the loan.

mod wish;

use chrono::{DateTime, Days, DurationRound, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

pub use wish::{MAX_WISH_DAYS, WishError, wished};

pub(crate) use wish::block_against;

use crate::calendar::Calendar;
use crate::policy::{ClosedDayMode, HardDueMode, Terms, Unit};

/// What a due date is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Of the controlling branch.
    pub calendar: &'a Calendar,
    /// Of the loan.
    pub terms: &'a Terms,
    /// The instant of the deed.
    pub now: DateTime<Utc>,
    /// What the length counts from: the deed itself, or the due date that a renewal extends.
    pub from: DateTime<Utc>,
    /// In the unit of the terms.
    pub length: i32,
    /// The last day the card is good for. A day before today is no ceiling: that card is expired, which is a block.
    pub card_expires_on: Option<NaiveDate>,
}

/// When a loan is due, and why not simply after its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDate {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The branch's date of that instant.
    pub on: NaiveDate,
    /// What changed it, in the order in which it was met.
    pub changes: Vec<Change>,
}

/// What made a due date differ from "so long after".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Many wait for the title.
    HighDemand,
    /// It is used on site and goes back today.
    OnSite,
    /// It would have ended in closed time.
    Closed,
    /// The policy names a date.
    HardDueDate,
    /// The card expires before.
    CardExpiry,
}

/// The due date of a loan or a renewal.
pub fn compute(asked: &Asked<'_>) -> DueDate {
    let (mut at, moved) = asked.after_length();
    let mut changes = Vec::new();
    if moved {
        changes.push(Change::Closed);
    }
    if let Some(hard) = asked.hard_due_date(at) {
        at = hard;
        changes.push(Change::HardDueDate);
    }
    if let Some(last) = asked.card_expires_on
        && last >= asked.first_day()
        && asked.calendar.local_date(at) > last
    {
        at = asked.no_later_than(last);
        changes.push(Change::CardExpiry);
    }
    DueDate {
        at,
        on: asked.calendar.local_date(at),
        changes,
    }
}

/// The due date of an item used on site: when the branch closes today, or the end of the day when it has closed.
pub fn on_site(calendar: &Calendar, now: DateTime<Utc>) -> DueDate {
    let today = first_day(calendar, now);
    let closing = calendar.closing_on(today).filter(|closing| *closing >= now);
    let at = closing.unwrap_or_else(|| calendar.end_of_day(today));
    DueDate {
        at,
        on: calendar.local_date(at),
        changes: vec![Change::OnSite],
    }
}

impl Asked<'_> {
    fn minds_closed_days(&self) -> bool {
        self.terms.closed_day_mode != ClosedDayMode::Ignore
    }

    /// The first day something due at its end is not due before the deed.
    fn first_day(&self) -> NaiveDate {
        first_day(self.calendar, self.now)
    }

    /// The end of the length, and whether closed time moved it. Counted from `from`; an old `from` that would lead no
    /// further than the deed gives way to the deed.
    fn after_length(&self) -> (DateTime<Utc>, bool) {
        let counted = match self.terms.loan_unit {
            Unit::Days => self.after_days(self.calendar.local_date(self.from)),
            Unit::Hours => self.after_hours(self.from),
        };
        match self.terms.loan_unit {
            _ if counted.0 > self.now => counted,
            Unit::Days => self.after_days(self.first_day()),
            Unit::Hours => self.after_hours(self.now),
        }
    }

    fn after_days(&self, start: NaiveDate) -> (DateTime<Utc>, bool) {
        let length = self.length.max(0).unsigned_abs();
        let plain = start.checked_add_days(Days::new(length.into())).unwrap_or(start);
        let open = match self.terms.closed_day_mode {
            ClosedDayMode::Ignore => None,
            ClosedDayMode::MoveForward => self.calendar.next_open_day(plain),
            ClosedDayMode::CountOpenDays => self.calendar.add_open_days(start, length),
        };
        let day = open.unwrap_or(plain);
        (self.calendar.end_of_day(day), day != plain)
    }

    fn after_hours(&self, start: DateTime<Utc>) -> (DateTime<Utc>, bool) {
        let length = TimeDelta::hours(self.length.max(0).into());
        let plain = to_the_minute(start.checked_add_signed(length).unwrap_or(start));
        let open = self.calendar.next_opening(plain).filter(|_| self.minds_closed_days());
        let at = open.unwrap_or(plain);
        (at, at != plain)
    }

    /// The end of the hard due date, where that date applies and changes anything. One before today does not.
    fn hard_due_date(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let hard = self.terms.hard_due_date.filter(|date| *date >= self.first_day())?;
        let on = self.calendar.local_date(at);
        let met = match self.terms.hard_due_mode {
            HardDueMode::Exact => self.no_earlier_than(hard),
            HardDueMode::Ceiling if on > hard => self.no_later_than(hard),
            HardDueMode::Floor if on < hard => self.no_earlier_than(hard),
            HardDueMode::Ceiling | HardDueMode::Floor => return None,
        };
        (met != at).then_some(met)
    }

    fn no_earlier_than(&self, day: NaiveDate) -> DateTime<Utc> {
        let open = self.calendar.next_open_day(day).filter(|_| self.minds_closed_days());
        self.calendar.end_of_day(open.unwrap_or(day))
    }

    /// The end of the last open day up to `day` that is not over yet; the end of `day` itself when there is none.
    /// An hourly loan ends when that day's doors close.
    fn no_later_than(&self, day: NaiveDate) -> DateTime<Utc> {
        let open = self
            .calendar
            .previous_open_day(day)
            .filter(|open| self.minds_closed_days() && *open >= self.first_day());
        let closing = open
            .filter(|_| self.terms.loan_unit == Unit::Hours)
            .and_then(|open| self.calendar.closing_on(open));
        closing
            .filter(|at| *at >= self.now)
            .unwrap_or_else(|| self.calendar.end_of_day(open.unwrap_or(day)))
    }
}

/// The first local day that ends after `now`: today, but in the last instant of a day tomorrow.
fn first_day(calendar: &Calendar, now: DateTime<Utc>) -> NaiveDate {
    let today = calendar.local_date(now);
    if calendar.end_of_day(today) < now {
        today.succ_opt().unwrap_or(today)
    } else {
        today
    }
}

/// Rounds up to the whole minute, so that a due time never lies before what it was counted from.
fn to_the_minute(at: DateTime<Utc>) -> DateTime<Utc> {
    let minute = TimeDelta::minutes(1);
    let down = at.duration_trunc(minute).unwrap_or(at);
    if down == at {
        at
    } else {
        down.checked_add_signed(minute).unwrap_or(at)
    }
}
