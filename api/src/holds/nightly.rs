//! What the night does to the holds picked up at its branch: what is still good on the day that it begins stays. Each does
//! at most so many and tells how many, so whoever calls goes on until there are none; a second run finds nothing left to do.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use crate::platform::night::Night;
use crate::platform::record::{Deed, record_all};

use super::store::nightly::{self as store, Changed};

/// Ends the holds that nobody came for: their last day on the shelf has passed. Their items stay there to be
/// cleared away.
pub fn end_uncollected(conn: &mut PgConnection, night: &Night, at_most: i64) -> QueryResult<usize> {
    let ended = store::end_uncollected(conn, night, at_most)?;
    note(conn, "hold.expired", "not_collected", &ended, night.now)
}

/// Ends the holds in a queue whose patrons wanted them until a day that has passed.
pub fn end_unwanted(conn: &mut PgConnection, night: &Night, at_most: i64) -> QueryResult<usize> {
    let ended = store::end_unwanted(conn, night, at_most)?;
    note(conn, "hold.expired", "not_wanted", &ended, night.now)
}

/// Lets the holds count again that were suspended until that day or an earlier one.
pub fn end_suspensions(conn: &mut PgConnection, night: &Night, at_most: i64) -> QueryResult<usize> {
    let resumed = store::end_suspensions(conn, night, at_most)?;
    note(conn, "hold.resumed", "suspension_ended", &resumed, night.now)
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
