//! What goes over from one title to another. `loans`, `items` and `holds` are what points at titles, besides their MARC
//! records, which stay with the titles they came with; holds are carried over by their own area.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::{Desk, role_name};
use crate::schema::{items, titles};

use super::record::TitleRow;

#[derive(QueryableByName)]
struct Moved {
    #[diesel(sql_type = BigInt)]
    loans: i64,
}

/// Keeps others from changing the title's items until the deed ends, in the order of their ids.
pub(in crate::titles) fn lock_items_of(conn: &mut PgConnection, title_id: Uuid) -> QueryResult<()> {
    sql("select id from items where title_id = $1 order by id for no key update")
        .bind::<SqlUuid, _>(title_id)
        .execute(conn)?;
    Ok(())
}

/// The items of a title.
pub(in crate::titles) fn items_of(conn: &mut PgConnection, title_id: Uuid) -> QueryResult<Vec<Uuid>> {
    items::table
        .filter(items::title_id.eq(title_id))
        .order(items::id)
        .select(items::id)
        .load(conn)
}

/// Lets the signposts to a title point to another.
pub(in crate::titles) fn point_on(
    conn: &mut PgConnection,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    diesel::update(titles::table.filter(titles::merged_into_id.eq(from)))
        .set((
            titles::merged_into_id.eq(to),
            titles::version.eq(titles::version + 1),
            titles::updated_at.eq(now),
        ))
        .execute(conn)
}

/// Gives the items, with their loans, to another title; each leaves its event and its audit row. Tells how many loans went
/// with them.
pub(in crate::titles) fn move_items(
    conn: &mut PgConnection,
    desk: &Desk,
    ids: &[Uuid],
    (from, to): (Uuid, Uuid),
) -> QueryResult<i64> {
    let audit_ids: Vec<Uuid> = ids.iter().map(|_| Uuid::now_v7()).collect();
    sql("with moved as materialized (
            select * from unnest($1, $2) as moved (item_id, audit_id)
        ), item as (
            update items item set title_id = $4, version = item.version + 1, updated_at = $5
            from moved where item.id = moved.item_id
        ), loan as (
            update loans loan set title_id = $4
            from moved where loan.item_id = moved.item_id and loan.title_id = $3
            returning loan.id
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id)
            select $5, 'item.changed', $6, item_id from moved
        ), noted as (
            insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
                changes, request_id)
            select audit_id, $5, 'item.changed', 'staff', $7, $8, $6, 'item', item_id,
                jsonb_build_object('before', jsonb_build_object('title_id', $3),
                    'after', jsonb_build_object('title_id', $4)), $9
            from moved
        )
        select count(*) as loans from loan")
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<SqlUuid>, _>(audit_ids)
    .bind::<SqlUuid, _>(from)
    .bind::<SqlUuid, _>(to)
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<Text, _>(desk.request_id.as_ref())
    .get_result(conn)
    .map(|moved: Moved| moved.loans)
}

/// Gives the title that stays what it lacks and the other has; the numbers of both, so that either finds it.
pub(in crate::titles) fn fill_in(
    conn: &mut PgConnection,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<TitleRow> {
    sql("update titles stays set
            author = coalesce(stays.author, goes.author),
            language = coalesce(stays.language, goes.language),
            published_year = coalesce(stays.published_year, goes.published_year),
            publisher = coalesce(stays.publisher, goes.publisher),
            place = coalesce(stays.place, goes.place),
            series = coalesce(stays.series, goes.series),
            summary = coalesce(stays.summary, goes.summary),
            contents = coalesce(stays.contents, goes.contents),
            physical_description = coalesce(stays.physical_description, goes.physical_description),
            lccn = coalesce(stays.lccn, goes.lccn),
            minimum_age = coalesce(stays.minimum_age, goes.minimum_age),
            contributors = case when stays.contributors = '{}' then goes.contributors else stays.contributors end,
            subjects = case when stays.subjects = '{}' then goes.subjects else stays.subjects end,
            links = case when stays.links = '{}' then goes.links else stays.links end,
            isbns = (stays.isbns || array(
                select number from unnest(goes.isbns) number where number <> all(stays.isbns)
            ))[1:20],
            issns = (stays.issns || array(
                select number from unnest(goes.issns) number where number <> all(stays.issns)
            ))[1:20],
            version = stays.version + 1, updated_at = $3
         from titles goes where goes.id = $1 and stays.id = $2")
    .bind::<SqlUuid, _>(from)
    .bind::<SqlUuid, _>(to)
    .bind::<Timestamptz, _>(now)
    .execute(conn)?;
    titles::table.find(to).select(TitleRow::as_select()).first(conn)
}

/// Makes the title a signpost.
pub(in crate::titles) fn close_as_merged(
    conn: &mut PgConnection,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    diesel::update(titles::table.find(from))
        .set((
            titles::merged_into_id.eq(to),
            titles::version.eq(titles::version + 1),
            titles::updated_at.eq(now),
        ))
        .execute(conn)
}
