//! What the night does to the holds picked up at a branch. `on` is the business day that begins: what is still good on it
//! stays. Each does at most `limit` and tells how many, so whoever calls goes on until there are none; a second run
//! finds nothing left to do.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::platform::record::{Deed, record_all};

use super::store::nightly::{self as store, Changed};

/// Ends the holds that nobody came for: their last day on the shelf lies before `on`. Their items stay there to be
/// cleared away.
pub fn end_uncollected(
    conn: &mut PgConnection,
    branch_id: Uuid,
    on: NaiveDate,
    (now, limit): (DateTime<Utc>, i64),
) -> QueryResult<usize> {
    let ended = store::end_uncollected(conn, (branch_id, on, limit), now)?;
    note(conn, "hold.expired", "not_collected", &ended, now)
}

/// Ends the holds in a queue whose patrons wanted them until a day before `on`.
pub fn end_unwanted(
    conn: &mut PgConnection,
    branch_id: Uuid,
    on: NaiveDate,
    (now, limit): (DateTime<Utc>, i64),
) -> QueryResult<usize> {
    let ended = store::end_unwanted(conn, (branch_id, on, limit), now)?;
    note(conn, "hold.expired", "not_wanted", &ended, now)
}

/// Lets the holds count again that were suspended until `on` or earlier.
pub fn end_suspensions(
    conn: &mut PgConnection,
    branch_id: Uuid,
    on: NaiveDate,
    (now, limit): (DateTime<Utc>, i64),
) -> QueryResult<usize> {
    let resumed = store::end_suspensions(conn, (branch_id, on, limit))?;
    note(conn, "hold.resumed", "suspension_ended", &resumed, now)
}

fn note(
    conn: &mut PgConnection,
    deed: &'static str,
    cause: &str,
    changed: &[Changed],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let deeds = changed.iter().map(|hold| Deed {
        patron_id: hold.patron_id,
        ..Deed::on(deed, "hold", hold.id).changing(json!({ "cause": cause, "state": { "before": hold.state } }))
    });
    record_all(conn, now, deeds.collect())?;
    Ok(changed.len())
}
