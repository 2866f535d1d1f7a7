//! Item types in the database.

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::item_types;

/// The row.
#[derive(Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = item_types)]
pub(super) struct ItemTypeRow {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    #[serde(skip)]
    pub version: i32,
}

/// What to change; `None` keeps.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = item_types)]
pub(super) struct ItemTypeUpdate {
    pub code: Option<String>,
    pub name: Option<String>,
}

/// Item types by code, those that follow `after`.
pub(super) fn list(conn: &mut PgConnection, after: Option<&str>, limit: i64) -> QueryResult<Vec<ItemTypeRow>> {
    let mut query = item_types::table
        .select(ItemTypeRow::as_select())
        .order(item_types::code)
        .limit(limit)
        .into_boxed();
    if let Some(code) = after {
        query = query.filter(item_types::code.gt(code.to_owned()));
    }
    query.load(conn)
}

/// Reads an item type.
pub(super) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<ItemTypeRow> {
    item_types::table.find(id).select(ItemTypeRow::as_select()).first(conn)
}

/// Reads an item type and keeps others from changing it until the deed ends.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<ItemTypeRow> {
    item_types::table
        .find(id)
        .select(ItemTypeRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Adds an item type.
pub(super) fn insert(conn: &mut PgConnection, code: &str, name: &str) -> QueryResult<ItemTypeRow> {
    diesel::insert_into(item_types::table)
        .values((
            item_types::id.eq(Uuid::now_v7()),
            item_types::code.eq(code),
            item_types::name.eq(name),
        ))
        .returning(ItemTypeRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(conn: &mut PgConnection, id: Uuid, update: &ItemTypeUpdate) -> QueryResult<ItemTypeRow> {
    diesel::update(item_types::table.find(id))
        .set((update, item_types::version.eq(item_types::version + 1)))
        .returning(ItemTypeRow::as_returning())
        .get_result(conn)
}
