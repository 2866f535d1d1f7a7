//! Locations in the database.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text, Uuid as SqlUuid};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::schema::locations;

use super::super::store::Gathered;

/// The row.
#[derive(Debug, Queryable, Selectable, Serialize, Deserialize)]
#[diesel(table_name = locations)]
pub(super) struct LocationRow {
    pub id: Uuid,
    pub branch_id: Uuid,
    pub code: String,
    pub name: String,
    pub is_public: bool,
    pub position: i32,
    #[serde(skip_serializing)]
    pub version: i32,
}

/// A location to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = locations)]
pub(super) struct NewLocation {
    pub code: String,
    pub name: String,
    pub is_public: bool,
    pub position: i32,
}

/// What to change; `None` keeps.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = locations)]
pub(super) struct LocationUpdate {
    pub code: Option<String>,
    pub name: Option<String>,
    pub is_public: Option<bool>,
    pub position: Option<i32>,
}

/// Locations of a branch in their order, those that follow `after` (position, code). `NotFound` for no such branch.
pub(super) fn list(
    conn: &mut PgConnection,
    branch_id: Uuid,
    after: Option<(i32, String)>,
    limit: i64,
) -> QueryResult<Vec<LocationRow>> {
    let (position, code) = after.unzip();
    let gathered: Gathered<LocationRow> = sql("select (
            select coalesce(jsonb_agg(to_jsonb(l) order by position, code), '[]') from (
                select * from locations
                where branch_id = branches.id and ($1::integer is null or (position, code) > ($1, $2))
                order by position, code limit $3
            ) l) as items
        from branches where id = $4")
    .bind::<Nullable<Integer>, _>(position)
    .bind::<Nullable<Text>, _>(code)
    .bind::<BigInt, _>(limit)
    .bind::<SqlUuid, _>(branch_id)
    .get_result(conn)?;
    Ok(gathered.items.0)
}

/// Reads a location.
pub(super) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<LocationRow> {
    locations::table.find(id).select(LocationRow::as_select()).first(conn)
}

/// Reads a location and keeps others from changing it until the deed ends.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<LocationRow> {
    locations::table
        .find(id)
        .select(LocationRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Adds a location.
pub(super) fn insert(conn: &mut PgConnection, branch_id: Uuid, location: &NewLocation) -> QueryResult<LocationRow> {
    diesel::insert_into(locations::table)
        .values((
            locations::id.eq(Uuid::now_v7()),
            locations::branch_id.eq(branch_id),
            location,
        ))
        .returning(LocationRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(conn: &mut PgConnection, id: Uuid, update: &LocationUpdate) -> QueryResult<LocationRow> {
    diesel::update(locations::table.find(id))
        .set((update, locations::version.eq(locations::version + 1)))
        .returning(LocationRow::as_returning())
        .get_result(conn)
}
