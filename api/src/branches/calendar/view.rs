//! The calendar of some days: when the branch is open on each, and why.

use carrel_rules::calendar::{Calendar, Hours};
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use super::super::calendar_cache;
use super::store::{self, Exceptions};

/// One day of a branch.
pub(super) struct Day {
    pub on: NaiveDate,
    /// In order; none when closed.
    pub hours: Vec<Hours>,
    pub kind: Kind,
    /// Of the closure or the opening.
    pub reason: Option<String>,
}

/// What decides about a day.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Weekly,
    Closure,
    Opening,
}

/// The days from `from` to `to`, both included. Asks for one snapshot: the exceptions must be those of the calendar.
/// `NotFound` for no such branch, and unless `with_inactive` for one that is not active.
pub(super) fn view(
    conn: &mut PgConnection,
    branch_id: Uuid,
    with_inactive: bool,
    (from, to): (NaiveDate, NaiveDate),
) -> QueryResult<Vec<Day>> {
    let exceptions = store::exceptions(conn, branch_id, with_inactive, (from, to))?;
    let calendar = calendar_cache::calendar(conn, branch_id, exceptions.version)?;
    let days = from.iter_days().take_while(|day| *day <= to);
    Ok(days.map(|on| day(&calendar, &exceptions, on)).collect())
}

fn day(calendar: &Calendar, exceptions: &Exceptions, on: NaiveDate) -> Day {
    let opening = exceptions.openings.0.iter().find(|opening| opening.on_date == on);
    let closure = exceptions.closures.0.iter().find(|closure| closure.covers(on));
    let (kind, reason) = match (opening, closure) {
        (Some(opening), _) => (Kind::Opening, Some(opening.reason.clone())),
        (None, Some(closure)) => (Kind::Closure, Some(closure.reason.clone())),
        (None, None) => (Kind::Weekly, None),
    };
    Day {
        on,
        hours: calendar.hours_on(on).to_vec(),
        kind,
        reason,
    }
}
