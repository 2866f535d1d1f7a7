//! Desks in the database.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Uuid as SqlUuid};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::schema::desks;

use super::super::store::Gathered;

/// The row.
#[derive(Debug, Queryable, Selectable, Serialize, Deserialize)]
#[diesel(table_name = desks)]
pub(super) struct DeskRow {
    pub id: Uuid,
    pub branch_id: Uuid,
    pub name: String,
    pub is_active: bool,
    #[serde(skip_serializing)]
    pub version: i32,
}

/// What to change; `None` keeps.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = desks)]
pub(super) struct DeskUpdate {
    pub name: Option<String>,
    pub is_active: Option<bool>,
}

/// Desks of a branch by name, case aside, those that follow `after`. `NotFound` for no such branch.
pub(super) fn list(
    conn: &mut PgConnection,
    branch_id: Uuid,
    after: Option<&str>,
    limit: i64,
) -> QueryResult<Vec<DeskRow>> {
    let gathered: Gathered<DeskRow> = sql("select (
            select coalesce(jsonb_agg(to_jsonb(d) order by lower(name)), '[]') from (
                select * from desks
                where branch_id = branches.id and ($1::text is null or lower(name) > lower($1))
                order by lower(name) limit $2
            ) d) as items
        from branches where id = $3")
    .bind::<Nullable<Text>, _>(after)
    .bind::<BigInt, _>(limit)
    .bind::<SqlUuid, _>(branch_id)
    .get_result(conn)?;
    Ok(gathered.items.0)
}

/// Reads a desk.
pub(super) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<DeskRow> {
    desks::table.find(id).select(DeskRow::as_select()).first(conn)
}

/// Reads a desk and keeps others from changing it until the deed ends.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<DeskRow> {
    desks::table
        .find(id)
        .select(DeskRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Adds a desk.
pub(super) fn insert(conn: &mut PgConnection, branch_id: Uuid, name: &str) -> QueryResult<DeskRow> {
    diesel::insert_into(desks::table)
        .values((
            desks::id.eq(Uuid::now_v7()),
            desks::branch_id.eq(branch_id),
            desks::name.eq(name),
        ))
        .returning(DeskRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(conn: &mut PgConnection, id: Uuid, update: &DeskUpdate) -> QueryResult<DeskRow> {
    diesel::update(desks::table.find(id))
        .set((update, desks::version.eq(desks::version + 1)))
        .returning(DeskRow::as_returning())
        .get_result(conn)
}
