//! Kinds of fines in the database.

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::fine_kinds;

/// The row. The price is in minor units.
#[derive(Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = fine_kinds)]
pub(super) struct FineKindRow {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub price: Option<i64>,
    pub fund_code: Option<String>,
    pub is_active: bool,
    #[serde(skip)]
    pub version: i32,
}

/// A kind to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = fine_kinds)]
pub(super) struct NewFineKind {
    pub code: String,
    pub name: String,
    pub price: Option<i64>,
    pub fund_code: Option<String>,
    pub is_active: bool,
}

/// What to change; `None` keeps, `Some(None)` clears.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = fine_kinds)]
pub(super) struct FineKindUpdate {
    pub code: Option<String>,
    pub name: Option<String>,
    pub price: Option<Option<i64>>,
    pub fund_code: Option<Option<String>>,
    pub is_active: Option<bool>,
}

/// Kinds by code, those that follow `after`.
pub(super) fn list(conn: &mut PgConnection, after: Option<&str>, limit: i64) -> QueryResult<Vec<FineKindRow>> {
    let mut query = fine_kinds::table
        .select(FineKindRow::as_select())
        .order(fine_kinds::code)
        .limit(limit)
        .into_boxed();
    if let Some(code) = after {
        query = query.filter(fine_kinds::code.gt(code.to_owned()));
    }
    query.load(conn)
}

/// Reads a kind.
pub(super) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<FineKindRow> {
    fine_kinds::table.find(id).select(FineKindRow::as_select()).first(conn)
}

/// Reads a kind and keeps others from changing it until the deed ends.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<FineKindRow> {
    fine_kinds::table
        .find(id)
        .select(FineKindRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Adds a kind.
pub(super) fn insert(conn: &mut PgConnection, new: &NewFineKind) -> QueryResult<FineKindRow> {
    diesel::insert_into(fine_kinds::table)
        .values((fine_kinds::id.eq(Uuid::now_v7()), new))
        .returning(FineKindRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(conn: &mut PgConnection, id: Uuid, update: &FineKindUpdate) -> QueryResult<FineKindRow> {
    diesel::update(fine_kinds::table.find(id))
        .set((update, fine_kinds::version.eq(fine_kinds::version + 1)))
        .returning(FineKindRow::as_returning())
        .get_result(conn)
}
