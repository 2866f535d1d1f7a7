//! Making shelf keys anew that other rules have made, or none yet.

use carrel_rules::call_number::SORT_KEY_VERSION;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::shelving::Shelving;
use super::store;

/// Makes at most `at_most` keys of another version than the rules' anew, and tells how many it were. A sweep: items that a
/// deed holds are left for the next time. A key is derived, so the item's own version and its time of change stay.
pub(crate) fn renew_shelf_keys(conn: &mut PgConnection, _: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    conn.transaction(|conn| {
        let items = store::lock_of_other_versions(conn, SORT_KEY_VERSION, at_most)?;
        let keys: Vec<_> = items
            .iter()
            .map(|item| {
                let shelving = Shelving::of(item.call_number_scheme.as_deref(), item.call_number.as_deref());
                (item.id, shelving)
            })
            .collect();
        store::set_shelf_keys(conn, &keys)
    })
}
