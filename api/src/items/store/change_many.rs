//! Many items at once: a statement for all of them, however many there are.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::desk::{Desk, role_name};
use crate::platform::refs::CodeRef;

/// What is to become of each; `None` keeps, `Some(None)` clears.
#[derive(Clone, Debug, Default)]
pub(in crate::items) struct ManyUpdate {
    pub item_type_id: Option<Uuid>,
    pub location_id: Option<Uuid>,
    pub collection_id: Option<Option<Uuid>>,
    pub is_for_loan: Option<bool>,
    pub replacement_price: Option<Option<i64>>,
    pub status: Option<&'static str>,
    pub public_note: Option<Option<String>>,
    pub staff_note: Option<Option<String>>,
}

/// An item that may be changed, as it is.
#[derive(Debug, QueryableByName)]
pub(in crate::items) struct Candidate {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub barcode: String,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Int4)]
    pub version: i32,
    #[diesel(sql_type = SqlUuid)]
    pub home_branch_id: Uuid,
    #[diesel(sql_type = Jsonb)]
    pub item_type: FromJson<CodeRef>,
    #[diesel(sql_type = Jsonb)]
    pub location: FromJson<CodeRef>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub collection: Option<FromJson<CodeRef>>,
    #[diesel(sql_type = Bool)]
    pub is_for_loan: bool,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub replacement_price: Option<i64>,
    #[diesel(sql_type = Text)]
    pub status: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub public_note: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub staff_note: Option<String>,
    #[diesel(sql_type = Bool)]
    pub is_on_loan: bool,
}

/// What the changes point at.
#[derive(Debug, QueryableByName)]
pub(in crate::items) struct Targets {
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub item_type: Option<FromJson<CodeRef>>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub location: Option<FromJson<Place>>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub collection: Option<FromJson<CodeRef>>,
}

/// A location, with its branch.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::items) struct Place {
    pub id: Uuid,
    pub name: String,
    pub branch_id: Uuid,
}

/// The change of one item, for its audit row.
#[derive(Debug)]
pub(in crate::items) struct Planned {
    pub id: Uuid,
    pub changes: Value,
}

macro_rules! candidates_where {
    ($condition:literal) => {
        concat!(
            "select item.id, item.barcode, title.title, item.version, item.home_branch_id, item.is_for_loan,
                item.replacement_price, item.status, item.public_note, item.staff_note,
                jsonb_build_object('id', kind.id, 'code', kind.code, 'name', kind.name) as item_type,
                jsonb_build_object('id', place.id, 'code', place.code, 'name', place.name) as location,
                case when shelf.id is not null then
                    jsonb_build_object('id', shelf.id, 'code', shelf.code, 'name', shelf.name) end as collection,
                exists (select from loans loan where loan.item_id = item.id and loan.closed_at is null) as is_on_loan
             from items item
             join titles title on title.id = item.title_id
             join item_types kind on kind.id = item.item_type_id
             join locations place on place.id = item.location_id
             left join collections shelf on shelf.id = item.collection_id
             where ",
            $condition
        )
    };
}

/// Keeps others from changing the items until the deed ends, in the order of their ids.
pub(in crate::items) fn lock_many(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<()> {
    sql("select id from items where id = any($1) order by id for no key update")
        .bind::<Array<SqlUuid>, _>(ids)
        .execute(conn)?;
    Ok(())
}

/// Those of the items that there are.
pub(in crate::items) fn candidates(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Candidate>> {
    sql(candidates_where!("item.id = any($1)"))
        .bind::<Array<SqlUuid>, _>(ids)
        .load(conn)
}

/// Those of the items with these barcodes that there are.
pub(in crate::items) fn candidates_by_barcode(
    conn: &mut PgConnection,
    barcodes: &[&str],
) -> QueryResult<Vec<Candidate>> {
    sql(candidates_where!("upper(item.barcode) = any($1)"))
        .bind::<Array<Text>, _>(barcodes)
        .load(conn)
}

/// What the changes point at, as far as it is there.
pub(in crate::items) fn targets(conn: &mut PgConnection, update: &ManyUpdate) -> QueryResult<Targets> {
    sql("select
            (select jsonb_build_object('id', id, 'code', code, 'name', name) from item_types where id = $1) as item_type,
            (select jsonb_build_object('id', id, 'name', name, 'branch_id', branch_id) from locations where id = $2)
                as location,
            (select jsonb_build_object('id', id, 'code', code, 'name', name) from collections where id = $3)
                as collection")
    .bind::<Nullable<SqlUuid>, _>(update.item_type_id)
    .bind::<Nullable<SqlUuid>, _>(update.location_id)
    .bind::<Nullable<SqlUuid>, _>(update.collection_id.flatten())
    .get_result(conn)
}

/// Changes locked items, each with its event and its audit row. What was under way and gets a status has arrived here, as
/// when one item is changed. Where an item stands on its shelf follows from its call number, which stays.
pub(in crate::items) fn update_many(
    conn: &mut PgConnection,
    desk: &Desk,
    planned: &[Planned],
    update: &ManyUpdate,
) -> QueryResult<()> {
    let ids: Vec<Uuid> = planned.iter().map(|item| item.id).collect();
    let audit_ids: Vec<Uuid> = planned.iter().map(|_| Uuid::now_v7()).collect();
    let changes: Vec<&Value> = planned.iter().map(|item| &item.changes).collect();
    sql("with planned as materialized (
            select * from unnest($1, $2, $3) as planned (item_id, audit_id, changes)
        ), item as (
            update items item
            set item_type_id = coalesce($4, item.item_type_id),
                location_id = coalesce($5, item.location_id),
                collection_id = case when $6 then $7 else item.collection_id end,
                is_for_loan = coalesce($8, item.is_for_loan),
                replacement_price = case when $9 then $10 else item.replacement_price end,
                public_note = case when $11 then $12 else item.public_note end,
                staff_note = case when $13 then $14 else item.staff_note end,
                status = coalesce($15, item.status),
                status_at = case when item.status <> $15 then $16 else item.status_at end,
                current_branch_id = case
                    when item.status <> $15 and item.in_transit_to_id is not null then $17
                    else item.current_branch_id
                end,
                in_transit_to_id = case when item.status <> $15 then null else item.in_transit_to_id end,
                version = item.version + 1, updated_at = $16
            from planned where item.id = planned.item_id
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id)
            select $16, 'item.changed', $17, item_id from planned
        )
        insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id, changes,
            request_id)
        select audit_id, $16, 'item.changed', 'staff', $18, $19, $17, 'item', item_id, changes, $20 from planned")
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<SqlUuid>, _>(audit_ids)
    .bind::<Array<Jsonb>, _>(changes)
    .bind::<Nullable<SqlUuid>, _>(update.item_type_id)
    .bind::<Nullable<SqlUuid>, _>(update.location_id)
    .bind::<Bool, _>(update.collection_id.is_some())
    .bind::<Nullable<SqlUuid>, _>(update.collection_id.flatten())
    .bind::<Nullable<Bool>, _>(update.is_for_loan)
    .bind::<Bool, _>(update.replacement_price.is_some())
    .bind::<Nullable<BigInt>, _>(update.replacement_price.flatten())
    .bind::<Bool, _>(update.public_note.is_some())
    .bind::<Nullable<Text>, _>(update.public_note.as_ref().and_then(Option::as_deref))
    .bind::<Bool, _>(update.staff_note.is_some())
    .bind::<Nullable<Text>, _>(update.staff_note.as_ref().and_then(Option::as_deref))
    .bind::<Nullable<Text>, _>(update.status)
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<Text, _>(desk.request_id.as_ref())
    .execute(conn)?;
    Ok(())
}
