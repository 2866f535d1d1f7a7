//! Collections in the database.

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::collections;

/// The row.
#[derive(Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = collections)]
pub(super) struct CollectionRow {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    #[serde(skip)]
    pub version: i32,
}

/// What to change; `None` keeps.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = collections)]
pub(super) struct CollectionUpdate {
    pub code: Option<String>,
    pub name: Option<String>,
}

/// Collections by code, those that follow `after`.
pub(super) fn list(conn: &mut PgConnection, after: Option<&str>, limit: i64) -> QueryResult<Vec<CollectionRow>> {
    let mut query = collections::table
        .select(CollectionRow::as_select())
        .order(collections::code)
        .limit(limit)
        .into_boxed();
    if let Some(code) = after {
        query = query.filter(collections::code.gt(code.to_owned()));
    }
    query.load(conn)
}

/// Reads a collection.
pub(super) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<CollectionRow> {
    collections::table
        .find(id)
        .select(CollectionRow::as_select())
        .first(conn)
}

/// Reads a collection and keeps others from changing it until the deed ends.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<CollectionRow> {
    collections::table
        .find(id)
        .select(CollectionRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Adds a collection.
pub(super) fn insert(conn: &mut PgConnection, code: &str, name: &str) -> QueryResult<CollectionRow> {
    diesel::insert_into(collections::table)
        .values((
            collections::id.eq(Uuid::now_v7()),
            collections::code.eq(code),
            collections::name.eq(name),
        ))
        .returning(CollectionRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(conn: &mut PgConnection, id: Uuid, update: &CollectionUpdate) -> QueryResult<CollectionRow> {
    diesel::update(collections::table.find(id))
        .set((update, collections::version.eq(collections::version + 1)))
        .returning(CollectionRow::as_returning())
        .get_result(conn)
}
