//! The hold shelf of a branch.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Jsonb, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::ItemRef;

use super::super::read::{Hold, of_ids};

/// An item on the hold shelf.
#[derive(Debug, QueryableByName)]
pub(in crate::holds) struct OnShelf {
    #[diesel(sql_type = SqlUuid)]
    pub item_id: Uuid,
    #[diesel(sql_type = Jsonb)]
    pub item: FromJson<ItemRef>,
    #[diesel(sql_type = Timestamptz)]
    pub since: DateTime<Utc>,
    /// Whether nobody waits for it any more.
    #[diesel(sql_type = Bool)]
    pub is_to_clear: bool,
    /// The hold it waits for, or waited for last.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub hold_id: Option<Uuid>,
}

/// Which items.
#[derive(Clone, Debug)]
pub(in crate::holds) struct ShelfFilter {
    pub branch_id: Uuid,
    pub is_to_clear: Option<bool>,
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub limit: i64,
}

/// What stands on the shelf, longest first, each with its hold.
pub(in crate::holds) fn page(
    conn: &mut PgConnection,
    filter: &ShelfFilter,
) -> QueryResult<Vec<(OnShelf, Option<Hold>)>> {
    let rows: Vec<OnShelf> = sql("select i.id as item_id,
            jsonb_build_object('id', i.id, 'barcode', i.barcode, 'call_number', i.call_number, 'part', i.part,
                'title', jsonb_build_object('id', t.id, 'title', t.title, 'author', t.author)) as item,
            i.status_at as since, last.state is distinct from 'waiting' as is_to_clear, last.id as hold_id
         from items i
         join titles t on t.id = i.title_id
         left join lateral (
            select h.id, h.state from holds h where h.captured_item_id = i.id order by h.captured_at desc, h.id desc limit 1
         ) last on true
         where i.status = 'on_hold_shelf' and i.current_branch_id = $1
            and ($2::boolean is null or (last.state is distinct from 'waiting') = $2)
            and ($3::timestamptz is null or (i.status_at, i.id) > ($3, $4))
         order by i.status_at, i.id limit $5")
    .bind::<SqlUuid, _>(filter.branch_id)
    .bind::<Nullable<Bool>, _>(filter.is_to_clear)
    .bind::<Nullable<Timestamptz>, _>(filter.after.map(|(at, _)| at))
    .bind::<Nullable<SqlUuid>, _>(filter.after.map(|(_, id)| id))
    .bind::<BigInt, _>(filter.limit)
    .load(conn)?;
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.hold_id).collect();
    let mut holds = of_ids(conn, &ids)?;
    let with_hold = |row: OnShelf| {
        let at = holds.iter().position(|hold| Some(hold.id) == row.hold_id);
        let hold = at.map(|at| holds.swap_remove(at));
        (row, hold)
    };
    Ok(rows.into_iter().map(with_hold).collect())
}
