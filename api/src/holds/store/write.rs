//! The writes of what happens to a hold. The title must be locked.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// What can be changed of a hold.
#[derive(Clone, Debug)]
pub(in crate::holds) struct Wishes {
    pub pickup_branch_id: Uuid,
    pub is_suspended: bool,
    pub suspended_until: Option<NaiveDate>,
    pub wanted_until: Option<NaiveDate>,
    pub note: Option<String>,
}

/// Ends a hold that nobody fills. What it captured stays known.
pub(in crate::holds) fn cancel(
    conn: &mut PgConnection,
    id: Uuid,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    sql(
        "update holds set state = 'cancelled', closed_at = $2, close_reason = 'cancelled', cancel_reason = $3
         where id = $1 and closed_at is null",
    )
    .bind::<SqlUuid, _>(id)
    .bind::<Timestamptz, _>(now)
    .bind::<Nullable<Text>, _>(reason)
    .execute(conn)?;
    Ok(())
}

/// Whose hold was changed, and what it was before.
#[derive(Debug, QueryableByName)]
pub(in crate::holds) struct Before {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub patron_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    pub state: String,
}

/// Ends a hold whose patron has got an item. Nothing when it had ended before.
pub(in crate::holds) fn fill(conn: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> QueryResult<Option<Before>> {
    sql(
        "update holds h set state = 'filled', closed_at = $2, close_reason = 'checked_out'
         from holds before
         where h.id = $1 and before.id = h.id and h.closed_at is null
         returning before.patron_id, before.state",
    )
    .bind::<SqlUuid, _>(id)
    .bind::<Timestamptz, _>(now)
    .get_result(conn)
    .optional()
}

/// Puts a hold that loses its item before all others of its queue. Nothing when it has none.
pub(in crate::holds) fn to_the_front(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Before>> {
    sql("update holds h
         set state = 'pending', captured_item_id = null, captured_at = null, waiting_since = null,
            shelf_expires_on = null,
            rank = coalesce((
                select min(q.rank) from holds q where q.title_id = h.title_id and q.state = 'pending'
            ), 1) - 1
         from holds before
         where h.id = $1 and before.id = h.id and h.state in ('in_transit', 'waiting')
         returning before.patron_id, before.state")
    .bind::<SqlUuid, _>(id)
    .get_result(conn)
    .optional()
}

/// Puts a pending hold at a position: half way between those before and after it. Beyond the end is the end. The product
/// is exact, as a quotient would not be.
pub(in crate::holds) fn to_position(conn: &mut PgConnection, id: Uuid, position: i64) -> QueryResult<()> {
    sql("with others as (
            select q.rank, row_number() over (order by q.rank) as place
            from holds q
            where q.title_id = (select title_id from holds where id = $1) and q.state = 'pending' and q.id <> $1
        ), spot as (
            select least($2, (select count(*) from others) + 1) as place
        ), between_ranks as (
            select (select rank from others where place = spot.place - 1) as before,
                (select rank from others where place = spot.place) as after
            from spot
        )
        update holds h
        set rank = case
            when b.before is null and b.after is null then h.rank
            when b.before is null then b.after - 1
            when b.after is null then b.before + 1
            else (b.before + b.after) * 0.5
        end
        from between_ranks b
        where h.id = $1")
    .bind::<SqlUuid, _>(id)
    .bind::<BigInt, _>(position)
    .execute(conn)?;
    Ok(())
}

/// Writes what the patron wishes now.
pub(in crate::holds) fn change(conn: &mut PgConnection, id: Uuid, wishes: &Wishes) -> QueryResult<()> {
    sql(
        "update holds set pickup_branch_id = $2, is_suspended = $3, suspended_until = $4, wanted_until = $5, note = $6
         where id = $1",
    )
    .bind::<SqlUuid, _>(id)
    .bind::<SqlUuid, _>(wishes.pickup_branch_id)
    .bind::<Bool, _>(wishes.is_suspended)
    .bind::<Nullable<Date>, _>(wishes.suspended_until)
    .bind::<Nullable<Date>, _>(wishes.wanted_until)
    .bind::<Nullable<Text>, _>(wishes.note.as_deref())
    .execute(conn)?;
    Ok(())
}
