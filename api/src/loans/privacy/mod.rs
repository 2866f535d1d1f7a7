//! Forgetting who had what: a finished loan keeps its patron for the library's days, longer only for a patron who asked
//! for it, and while something is owed for it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::platform::night::Night;

use super::store::forget;

/// Finished loans of the night's branch that were older than the library's days when it began lose their patron, at most
/// so many at once. How many did.
pub(crate) fn forget_old(conn: &mut PgConnection, night: &Night, at_most: i64) -> QueryResult<usize> {
    forget::of_branch(conn, night, at_most)
}

/// The same at once for one patron, who does not want them remembered any longer.
pub(crate) fn forget_old_of(conn: &mut PgConnection, patron_id: Uuid, now: DateTime<Utc>) -> QueryResult<usize> {
    forget::of_patron(conn, patron_id, now)
}
