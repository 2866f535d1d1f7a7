//! Items that came back a while ago, and stand on their shelves by now.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamptz};

use crate::platform::db::sql;

/// Makes at most `at_most` items available that were taken back at least as long ago as their branch takes to shelve
/// (`recently_returned_minutes`). A sweep: items that a deed holds are left for the next time. Tells how many it were.
pub(crate) fn shelve_recently_returned(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    at_most: i64,
) -> QueryResult<usize> {
    sql("with due as (
            select item.id
            from items item join branches branch on branch.id = item.current_branch_id
            where item.status = 'recently_returned'
                and item.status_at <= $1 - make_interval(mins => branch.recently_returned_minutes)
            order by item.status_at limit $2 for update of item skip locked
        ), shelved as (
            update items set status = 'available', status_at = $1 from due where items.id = due.id
            returning items.id, items.current_branch_id
        )
        insert into outbox (at, kind, branch_id, subject_id)
        select $1, 'item.shelved', current_branch_id, id from shelved")
    .bind::<Timestamptz, _>(now)
    .bind::<BigInt, _>(at_most)
    .execute(conn)
}
