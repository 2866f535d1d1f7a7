//! What the pull list is made from: copies on their shelves, and who waits for them.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Date, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::desk::Desk;
use crate::platform::refs::{BranchRef, CodeRef, ItemRef};

/// Titles that one list looks at; those that somebody waits for longest come first.
const TITLES: i64 = 500;
/// Holds of a title that are looked at beyond as many as it has copies on shelves.
const MORE_HOLDS: i64 = 20;

/// A copy on its shelf at any branch.
#[derive(Clone, Debug, QueryableByName)]
pub(in crate::holds) struct ShelvedCopy {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    #[diesel(sql_type = Jsonb)]
    pub item: FromJson<ItemRef>,
    #[diesel(sql_type = Jsonb)]
    pub location: FromJson<CodeRef>,
    #[diesel(sql_type = Integer)]
    pub location_order: i32,
    #[diesel(sql_type = Text)]
    pub shelf_key: String,
    #[diesel(sql_type = SqlUuid)]
    pub item_type_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub branch_id: Uuid,
    #[diesel(sql_type = Integer)]
    pub branch_order: i32,
    /// Whether somebody looked for it in vain and nobody has seen it since.
    #[diesel(sql_type = Bool)]
    pub is_missed: bool,
}

/// A hold that one of them could fill.
#[derive(Clone, Debug, QueryableByName)]
pub(in crate::holds) struct Waiting {
    #[diesel(sql_type = SqlUuid)]
    pub hold_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub item_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub part: Option<String>,
    #[diesel(sql_type = Jsonb)]
    pub pickup_branch: FromJson<BranchRef>,
    #[diesel(sql_type = Timestamptz)]
    pub placed_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Date>)]
    pub wanted_until: Option<NaiveDate>,
    #[diesel(sql_type = SqlUuid)]
    pub patron_category_id: Uuid,
    #[diesel(sql_type = Bool)]
    pub is_barred: bool,
    #[diesel(sql_type = Array<SqlUuid>)]
    pub missed_at: Vec<Uuid>,
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
}

#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = SqlUuid)]
    from_branch_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    to_branch_id: Uuid,
}

/// The titles with a pending hold and a copy on a shelf of branch `$1`, or title `$2` alone.
macro_rules! of_wanted_titles {
    ($rest:expr) => {
        concat!(
            "with wanted as materialized (
                select h.title_id from holds h
                where h.state = 'pending' and ($2::uuid is null or h.title_id = $2)
                    and exists (
                        select from items i
                        where i.title_id = h.title_id and i.current_branch_id = $1
                            and i.status in ('available', 'recently_returned')
                    )
                group by h.title_id order by min(h.placed_at), h.title_id limit $3
            ) ",
            $rest
        )
    };
}

/// Every copy on a shelf of the titles that the branch has something of, in the order in which copies are taken.
pub(in crate::holds) fn shelved(
    conn: &mut PgConnection,
    branch_id: Uuid,
    title_id: Option<Uuid>,
) -> QueryResult<Vec<ShelvedCopy>> {
    sql(of_wanted_titles!(
        "select i.id, i.title_id,
            jsonb_build_object('id', i.id, 'barcode', i.barcode, 'call_number', i.call_number, 'part', i.part,
                'title', jsonb_build_object('id', t.id, 'title', t.title, 'author', t.author)) as item,
            jsonb_build_object('id', place.id, 'code', place.code, 'name', place.name) as location,
            place.position as location_order, i.shelf_key, i.item_type_id, i.current_branch_id as branch_id,
            b.position as branch_order,
            exists (
                select from hold_misses m
                where m.item_id = i.id and m.missed_at >= greatest(i.status_at, coalesce(i.last_seen_at, i.status_at))
            ) as is_missed
         from wanted
         join items i on i.title_id = wanted.title_id and i.status in ('available', 'recently_returned')
            and i.is_for_loan
         join titles t on t.id = i.title_id
         join locations place on place.id = i.location_id
         join branches b on b.id = i.current_branch_id
         order by place.position, i.shelf_key, i.id limit 5000"
    ))
    .bind::<SqlUuid, _>(branch_id)
    .bind::<Nullable<SqlUuid>, _>(title_id)
    .bind::<BigInt, _>(TITLES)
    .load(conn)
}

/// The first of the queues of those titles, in order.
pub(in crate::holds) fn waiting(
    conn: &mut PgConnection,
    desk: &Desk,
    branch_id: Uuid,
    title_id: Option<Uuid>,
) -> QueryResult<Vec<Waiting>> {
    sql(of_wanted_titles!(
        "select h.id as hold_id, h.title_id, h.item_id, h.part,
            jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name) as pickup_branch,
            h.placed_at, h.wanted_until, p.patron_category_id,
            p.state <> 'active' or coalesce(p.expires_on < $4, false) or exists (
                select from patron_restrictions r
                where r.patron_id = p.id and r.lifted_at is null and (r.ends_on is null or r.ends_on >= $4)
            ) as is_barred,
            array(select m.branch_id from hold_misses m where m.hold_id = h.id) as missed_at,
            library.policy_version
         from wanted
         cross join lateral (
            select count(*) as copies from items i
            where i.title_id = wanted.title_id and i.status in ('available', 'recently_returned')
         ) shelf
         cross join lateral (
            select q.* from holds q
            where q.title_id = wanted.title_id and q.state = 'pending'
                and (not q.is_suspended or q.suspended_until <= $4)
            order by q.rank limit least(shelf.copies + $5, 200)
         ) h
         join patrons p on p.id = h.patron_id
         join branches b on b.id = h.pickup_branch_id
         cross join library
         order by h.title_id, h.rank"
    ))
    .bind::<SqlUuid, _>(branch_id)
    .bind::<Nullable<SqlUuid>, _>(title_id)
    .bind::<BigInt, _>(TITLES)
    .bind::<Date, _>(desk.today)
    .bind::<BigInt, _>(MORE_HOLDS)
    .load(conn)
}

/// Where items may not be sent, from and to.
pub(in crate::holds) fn barred_ways(conn: &mut PgConnection) -> QueryResult<Vec<(Uuid, Uuid)>> {
    let pairs: Vec<Pair> =
        sql("select from_branch_id, to_branch_id from transfer_rules where not is_allowed limit 100000").load(conn)?;
    Ok(pairs
        .into_iter()
        .map(|pair| (pair.from_branch_id, pair.to_branch_id))
        .collect())
}

/// Keeps that the copy was not on its shelf.
pub(in crate::holds) fn miss(conn: &mut PgConnection, desk: &Desk, hold_id: Uuid, item_id: Uuid) -> QueryResult<()> {
    sql(
        "insert into hold_misses (hold_id, item_id, branch_id, staff_id, missed_at) values ($1, $2, $3, $4, $5)
         on conflict (hold_id, item_id) do update set branch_id = $3, staff_id = $4, missed_at = $5",
    )
    .bind::<SqlUuid, _>(hold_id)
    .bind::<SqlUuid, _>(item_id)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Timestamptz, _>(desk.now)
    .execute(conn)?;
    Ok(())
}
