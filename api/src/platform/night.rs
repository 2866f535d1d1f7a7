//! What the work of a branch's night is told, and what it tells. The nights themselves are in `crate::nights`.

use std::error::Error;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

/// Why a night stopped.
pub type Failure = Box<dyn Error + Send + Sync>;

/// One night of one branch.
#[derive(Clone, Debug)]
pub struct Night {
    /// Where.
    pub branch_id: Uuid,
    /// The branch's zone.
    pub zone: Tz,
    /// The day that it begins.
    pub on: NaiveDate,
    /// The instant at which it begins. Work is decided as of then, however late it is done.
    pub begins_at: DateTime<Utc>,
    /// When it is done: for audit rows and events.
    pub now: DateTime<Utc>,
}

/// What one transaction of a night's work did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// How many rows it looked at; none ends the work.
    pub taken: usize,
    /// With how many of them something was done.
    pub done: usize,
}

impl Batch {
    /// Something was done with each of so many rows.
    pub fn of(done: usize) -> Self {
        Self { taken: done, done }
    }
}
