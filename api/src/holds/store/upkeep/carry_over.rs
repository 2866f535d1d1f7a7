//! Holds that go over to another title or patron, that end with their item, or that the library forgets.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// A hold that something happens to.
#[derive(Debug, QueryableByName)]
pub(in crate::holds) struct Touched {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub patron_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    pub state: String,
    /// Whether the item is put aside for it.
    #[diesel(sql_type = Bool)]
    pub has_item: bool,
}

#[derive(QueryableByName)]
struct Item {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Gives all holds of a title to another. The pending ones go behind those that are there, in the order in which they
/// were placed. A patron who waits for any copy of both keeps the hold that is there.
pub(in crate::holds) fn to_title(
    conn: &mut PgConnection,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql("with moved as (
            select h.id, h.state = 'pending' and exists (
                    select from holds there
                    where there.title_id = $2 and there.patron_id = h.patron_id and there.closed_at is null
                        and there.item_id is not distinct from h.item_id and there.part is not distinct from h.part
                ) as is_double,
                row_number() over (order by h.state = 'pending', h.placed_at, h.id) as place
            from holds h where h.title_id = $1
        ), last as (
            select coalesce(max(rank), 0) as rank from holds where title_id = $2
        )
        update holds h set title_id = $2, rank = last.rank + moved.place,
            state = case when moved.is_double then 'cancelled' else h.state end,
            closed_at = case when moved.is_double then $3 else h.closed_at end,
            close_reason = case when moved.is_double then 'merged' else h.close_reason end
        from moved, last where h.id = moved.id")
    .bind::<SqlUuid, _>(from)
    .bind::<SqlUuid, _>(to)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// Locks the titles that any of the patrons waits for, in order of id.
pub(in crate::holds) fn lock_titles_of(conn: &mut PgConnection, patron_ids: &[Uuid]) -> QueryResult<()> {
    sql("select t.id from titles t
         where t.id in (select h.title_id from holds h where h.patron_id = any($1) and h.closed_at is null)
         order by t.id for no key update")
    .bind::<Array<SqlUuid>, _>(patron_ids)
    .execute(conn)?;
    Ok(())
}

/// Gives all holds of a patron to another. Where both wait for the same, the better place is kept: what has an item, then
/// the lower rank.
pub(in crate::holds) fn to_patron(
    conn: &mut PgConnection,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql("with theirs as (
            select h.id, h.closed_at is null and row_number() over (
                    partition by h.title_id, h.item_id, h.part, h.closed_at is null
                    order by case h.state when 'waiting' then 0 when 'in_transit' then 1 else 2 end, h.rank, h.id
                ) > 1 and exists (
                    select from holds other
                    where other.patron_id = case h.patron_id when $1 then $2 else $1 end and other.closed_at is null
                        and other.title_id = h.title_id and other.item_id is not distinct from h.item_id
                        and other.part is not distinct from h.part
                ) as is_double
            from holds h where h.patron_id in ($1, $2)
        )
        update holds h set patron_id = $2,
            state = case when theirs.is_double then 'cancelled' else h.state end,
            closed_at = case when theirs.is_double then $3 else h.closed_at end,
            close_reason = case when theirs.is_double then 'merged' else h.close_reason end
        from theirs where h.id = theirs.id and (theirs.is_double or h.patron_id = $1)")
    .bind::<SqlUuid, _>(from)
    .bind::<SqlUuid, _>(to)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// The open holds that an item is put aside for, and with `is_gone` those that only this item would fill.
pub(in crate::holds) fn of_item(conn: &mut PgConnection, item_id: Uuid, is_gone: bool) -> QueryResult<Vec<Touched>> {
    sql(
        "select id, title_id, patron_id, state, captured_item_id is not distinct from $1 as has_item
         from holds
         where closed_at is null and (captured_item_id = $1 or (item_id = $1 and $2)) order by id limit 10000",
    )
    .bind::<SqlUuid, _>(item_id)
    .bind::<Bool, _>(is_gone)
    .load(conn)
}

/// Those of the items that such holds are about, in the order of their titles.
pub(in crate::holds) fn held_among(conn: &mut PgConnection, ids: &[Uuid], is_gone: bool) -> QueryResult<Vec<Uuid>> {
    let rows: Vec<Item> = sql("select i.id from items i
         where i.id = any($1) and exists (
            select from holds h
            where h.closed_at is null and (h.captured_item_id = i.id or (h.item_id = i.id and $2))
         )
         order by i.title_id, i.id")
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Bool, _>(is_gone)
    .load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Ends holds whose item is gone.
pub(in crate::holds) fn end_gone(conn: &mut PgConnection, ids: &[Uuid], now: DateTime<Utc>) -> QueryResult<usize> {
    sql(
        "update holds set state = 'cancelled', closed_at = $2, close_reason = 'item_gone'
         where id = any($1) and closed_at is null",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

macro_rules! forget_holds {
    ($whose:literal, $limit:literal) => {
        concat!(
            "with old as materialized (
                select hold.id from holds hold
                join patrons patron on patron.id = hold.patron_id
                cross join library
                where hold.closed_at < $1 - make_interval(days => library.history_days) and not patron.keeps_history ",
            $whose,
            " order by hold.closed_at ",
            $limit,
            " for update of hold skip locked
            ), untold as (
                update audit_events event set patron_id = null, reason = null
                from old where event.subject_id = old.id and event.patron_id is not null
            )
            update holds hold set patron_id = null, note = null, cancel_reason = null
            from old where hold.id = old.id"
        )
    };
}

pub(in crate::holds) fn forget(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    sql(forget_holds!("", "limit $2"))
        .bind::<Timestamptz, _>(now)
        .bind::<BigInt, _>(at_most)
        .execute(conn)
}

pub(in crate::holds) fn forget_of(conn: &mut PgConnection, patron_id: Uuid, now: DateTime<Utc>) -> QueryResult<usize> {
    sql(forget_holds!("and hold.patron_id = $2", ""))
        .bind::<Timestamptz, _>(now)
        .bind::<SqlUuid, _>(patron_id)
        .execute(conn)
}
