//! What the night does to holds, in batches.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::night::Night;

/// A hold that the night has changed.
#[derive(Debug, QueryableByName)]
pub(in crate::holds) struct Changed {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub patron_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    pub state: String,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Locks the titles of `$rest`'s holds, in order of id; those that a desk holds are left for the next time.
macro_rules! titles_of {
    ($which:literal) => {
        concat!(
            "select t.id from titles t
             where t.id in (select h.title_id from holds h where h.pickup_branch_id = $1 and ",
            $which,
            " order by h.title_id limit $3)
             order by t.id for no key update skip locked"
        )
    };
}

fn lock(conn: &mut PgConnection, text: &'static str, night: &Night, at_most: i64) -> QueryResult<Vec<Uuid>> {
    let rows: Vec<Id> = sql(text)
        .bind::<SqlUuid, _>(night.branch_id)
        .bind::<Date, _>(night.on)
        .bind::<BigInt, _>(at_most)
        .load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Ends those waiting on the branch's shelf whose last day has passed.
pub(in crate::holds) fn end_uncollected(
    conn: &mut PgConnection,
    night: &Night,
    at_most: i64,
) -> QueryResult<Vec<Changed>> {
    let titles = lock(
        conn,
        titles_of!("h.state = 'waiting' and h.shelf_expires_on < $2"),
        night,
        at_most,
    )?;
    sql(
        "update holds set state = 'expired', closed_at = $5, close_reason = 'not_collected'
         where id in (
            select id from holds
            where pickup_branch_id = $1 and state = 'waiting' and shelf_expires_on < $2 and title_id = any($4)
            order by shelf_expires_on, id limit $3
         )
         returning id, patron_id, 'waiting' as state",
    )
    .bind::<SqlUuid, _>(night.branch_id)
    .bind::<Date, _>(night.on)
    .bind::<BigInt, _>(at_most)
    .bind::<Array<SqlUuid>, _>(titles)
    .bind::<Timestamptz, _>(night.now)
    .load(conn)
}

/// Ends those in a queue, or under way, that nobody wants any longer.
pub(in crate::holds) fn end_unwanted(
    conn: &mut PgConnection,
    night: &Night,
    at_most: i64,
) -> QueryResult<Vec<Changed>> {
    let titles = lock(
        conn,
        titles_of!("h.state = 'pending' and h.wanted_until < $2"),
        night,
        at_most,
    )?;
    sql(
        "update holds set state = 'expired', closed_at = $5, close_reason = 'not_wanted'
         where id in (
            select id from holds
            where pickup_branch_id = $1 and state = 'pending' and wanted_until < $2 and title_id = any($4)
            order by wanted_until, id limit $3
         )
         returning id, patron_id, 'pending' as state",
    )
    .bind::<SqlUuid, _>(night.branch_id)
    .bind::<Date, _>(night.on)
    .bind::<BigInt, _>(at_most)
    .bind::<Array<SqlUuid>, _>(titles)
    .bind::<Timestamptz, _>(night.now)
    .load(conn)
}

/// Lets those count again whose day has come.
pub(in crate::holds) fn end_suspensions(
    conn: &mut PgConnection,
    night: &Night,
    at_most: i64,
) -> QueryResult<Vec<Changed>> {
    let titles = lock(
        conn,
        titles_of!("h.state = 'pending' and h.suspended_until <= $2"),
        night,
        at_most,
    )?;
    sql("update holds set is_suspended = false, suspended_until = null
         where id in (
            select id from holds
            where pickup_branch_id = $1 and state = 'pending' and suspended_until <= $2 and title_id = any($4)
            order by suspended_until, id limit $3
         )
         returning id, patron_id, state")
    .bind::<SqlUuid, _>(night.branch_id)
    .bind::<Date, _>(night.on)
    .bind::<BigInt, _>(at_most)
    .bind::<Array<SqlUuid>, _>(titles)
    .load(conn)
}
