//! From the data files to rows, kind by kind, in the order in which tables refer to each other.

mod catalogue;
mod loans;
mod money;
mod patrons;
mod places;
mod policies;
mod staff;

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use diesel::PgConnection;

use super::DemoError;
use super::table::DataError;

pub(super) use places::location_id;

/// Everything of the demo library, as of `now`.
pub(super) fn insert(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), DemoError> {
    let places = places::read()?;
    let day = Today {
        date: now.with_timezone(&places.zone).date_naive(),
    };
    let branches = places::insert(conn, &places, day)?;
    let policies = policies::insert(conn, day)?;
    let patrons = patrons::insert(conn, day)?;
    staff::insert(conn, day)?;
    patrons::insert_restrictions(conn, day)?;
    let mut items = catalogue::read()?;
    let lent = loans::read(
        day,
        &loans::Facts {
            branches: &branches,
            policies: &policies,
            patrons: &patrons,
            items: &items,
        },
    )?;
    catalogue::reflect(&mut items, &lent);
    catalogue::insert(conn, &items, day)?;
    let late = loans::insert(conn, &lent)?;
    money::insert(conn, day, late)
}

/// The day all others are counted from. Nothing of the demo library depends on the time of day.
#[derive(Clone, Copy)]
struct Today {
    date: NaiveDate,
}

impl Today {
    /// So many days ago.
    fn ago(self, days: u64) -> NaiveDate {
        self.date.checked_sub_days(Days::new(days)).unwrap_or(self.date)
    }

    /// So many days from now; before now when negative.
    fn ahead(self, days: i64) -> NaiveDate {
        let count = Days::new(days.unsigned_abs());
        let day = if days < 0 {
            self.date.checked_sub_days(count)
        } else {
            self.date.checked_add_days(count)
        };
        day.unwrap_or(self.date)
    }

    /// Noon in UTC so many days ago: for what has no opening hours to fall into.
    fn noon(self, days_ago: u64) -> DateTime<Utc> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        self.ago(days_ago).and_time(noon).and_utc()
    }

    /// When the demo library came to be.
    fn founded(self) -> DateTime<Utc> {
        self.noon(400)
    }
}

/// Finds what another file refers to.
fn found<'a, T>(kind: &str, all: &'a HashMap<String, T>, key: &str) -> Result<&'a T, DataError> {
    all.get(key).ok_or_else(|| DataError::new(format!("no {kind} {key}")))
}
