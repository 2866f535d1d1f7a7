//! Who waits for items that are on loan.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Date, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::Desk;

/// What stands against renewing the loan of an item.
#[derive(Debug, QueryableByName)]
pub(in crate::holds) struct Demand {
    #[diesel(sql_type = SqlUuid)]
    pub item_id: Uuid,
    #[diesel(sql_type = Bool)]
    pub on_item: bool,
    #[diesel(sql_type = BigInt)]
    pub on_title: i64,
    #[diesel(sql_type = BigInt)]
    pub free_copies: i64,
}

/// Those of the items on loan whose titles somebody other than the patron who has them waits for.
pub(in crate::holds) fn demand(conn: &mut PgConnection, desk: &Desk, item_ids: &[Uuid]) -> QueryResult<Vec<Demand>> {
    sql("select i.id as item_id, queue.on_item, queue.on_title, (
            select count(*) from items other
            where other.title_id = i.title_id and other.id <> i.id and other.is_for_loan
                and other.status in ('available', 'recently_returned')
         ) as free_copies
         from items i
         join loans l on l.item_id = i.id and l.closed_at is null
         cross join lateral (
            select coalesce(bool_or(h.item_id = i.id), false) as on_item,
                count(*) filter (where h.item_id is null and (h.part is null or h.part = i.part)) as on_title
            from holds h
            where h.title_id = i.title_id and h.state = 'pending' and h.patron_id <> l.patron_id
                and (not h.is_suspended or h.suspended_until <= $2)
         ) queue
         where i.id = any($1) and (queue.on_item or queue.on_title > 0)")
    .bind::<Array<SqlUuid>, _>(item_ids)
    .bind::<Date, _>(desk.today)
    .load(conn)
}
