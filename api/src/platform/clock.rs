//! The one clock: the database's, so that any number of copies of the service agree.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the clock that everybody else has to ask"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::Timestamptz;

use super::db::sql;

/// Tells the time of the database without asking it each time.
#[derive(Clone, Default)]
pub struct Clock {
    /// Microseconds to add to this machine's time.
    offset: Arc<AtomicI64>,
    /// Microseconds since the epoch at which the clock stands still; 0 while it goes. Only tests stop it.
    stopped: Arc<AtomicI64>,
}

#[derive(QueryableByName)]
struct Now {
    #[diesel(sql_type = Timestamptz)]
    now: DateTime<Utc>,
}

impl Clock {
    /// A clock that stands at `at` until it is set again.
    pub fn stopped(at: DateTime<Utc>) -> Self {
        let clock = Self::default();
        clock.set(at);
        clock
    }

    /// Makes the clock stand at `at`.
    pub fn set(&self, at: DateTime<Utc>) {
        self.stopped.store(at.timestamp_micros(), Ordering::Relaxed);
    }

    /// Now, to the microsecond, which is what Postgres keeps.
    pub fn now(&self) -> DateTime<Utc> {
        let stopped = self.stopped.load(Ordering::Relaxed);
        let now = match stopped {
            0 => Utc::now() + TimeDelta::microseconds(self.offset.load(Ordering::Relaxed)),
            at => DateTime::from_timestamp_micros(at).unwrap_or_else(Utc::now),
        };
        now.trunc_subsecs(6)
    }

    /// Measures how far this machine is from the database.
    pub fn sync(&self, conn: &mut PgConnection) -> QueryResult<()> {
        let before = Utc::now();
        let theirs = sql("select clock_timestamp() as now").get_result::<Now>(conn)?.now;
        let after = Utc::now();
        let ours = before + (after - before) / 2;
        let offset = (theirs - ours).num_microseconds().unwrap_or_default();
        self.offset.store(offset, Ordering::Relaxed);
        Ok(())
    }
}
