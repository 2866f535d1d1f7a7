//! The shelf around an item.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Int4, Jsonb, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::read::TitleOfItem;
use crate::platform::db::{FromJson, sql};
use crate::platform::refs::{BranchRef, CodeRef};

/// An item among its neighbours.
#[derive(Debug, QueryableByName)]
pub(in crate::items) struct Neighbour {
    /// -1 before the item that was asked for, 0 itself, 1 after it.
    #[diesel(sql_type = Int4)]
    pub side: i32,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub barcode: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub call_number: Option<String>,
    #[diesel(sql_type = Nullable<Bool>)]
    pub call_number_parsed: Option<bool>,
    #[diesel(sql_type = Nullable<Text>)]
    pub part: Option<String>,
    #[diesel(sql_type = Text)]
    pub status: String,
    #[diesel(sql_type = Jsonb)]
    pub title: FromJson<TitleOfItem>,
    #[diesel(sql_type = Jsonb)]
    pub branch: FromJson<BranchRef>,
    #[diesel(sql_type = Jsonb)]
    pub location: FromJson<CodeRef>,
}

/// The item and at most so many on either side of it, in the order of the shelf; nothing when there is no such item. A
/// withdrawn item stands where it would.
pub(in crate::items) fn shelf(
    conn: &mut PgConnection,
    id: Uuid,
    before: i64,
    after: i64,
) -> QueryResult<Vec<Neighbour>> {
    sql(r#"with this as (
            select id, home_branch_id, location_id, shelf_key, barcode from items where id = $1
        ), near as (
            select -1 as side, before.id
            from this cross join lateral (
                select items.id from items
                where items.home_branch_id = this.home_branch_id and items.location_id = this.location_id
                    and items.status <> 'withdrawn'
                    and (items.shelf_key, items.barcode collate "C") < (this.shelf_key, this.barcode collate "C")
                order by items.shelf_key desc, items.barcode collate "C" desc limit $2
            ) before
            union all select 0, id from this
            union all select 1, after.id
            from this cross join lateral (
                select items.id from items
                where items.home_branch_id = this.home_branch_id and items.location_id = this.location_id
                    and items.status <> 'withdrawn'
                    and (items.shelf_key, items.barcode collate "C") > (this.shelf_key, this.barcode collate "C")
                order by items.shelf_key, items.barcode collate "C" limit $3
            ) after
        )
        select near.side, item.id, item.barcode, item.call_number, item.call_number_parsed, item.part, item.status,
            jsonb_build_object('id', title.id, 'title', title.title, 'author', title.author,
                'format', title.format) as title,
            jsonb_build_object('id', home.id, 'code', home.code, 'name', home.name) as branch,
            jsonb_build_object('id', place.id, 'code', place.code, 'name', place.name) as location
        from near
        join items item on item.id = near.id
        join titles title on title.id = item.title_id
        join branches home on home.id = item.home_branch_id
        join locations place on place.id = item.location_id
        order by near.side, item.shelf_key, item.barcode collate "C""#)
    .bind::<SqlUuid, _>(id)
    .bind::<BigInt, _>(before)
    .bind::<BigInt, _>(after)
    .load(conn)
}
