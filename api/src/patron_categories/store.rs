//! Patron categories in the database.

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::patron_categories;

/// The row. Ages are in years; null is without bound, and for enrolment without end.
#[derive(Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = patron_categories)]
pub(super) struct CategoryRow {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub min_age: Option<i16>,
    pub max_age: Option<i16>,
    pub enrolment_months: Option<i16>,
    pub enrolment_fee: Option<i64>,
    #[serde(skip)]
    pub version: i32,
}

/// A category to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = patron_categories)]
pub(super) struct NewCategory {
    pub code: String,
    pub name: String,
    pub min_age: Option<i16>,
    pub max_age: Option<i16>,
    pub enrolment_months: Option<i16>,
    pub enrolment_fee: Option<i64>,
}

/// What to change; `None` keeps, `Some(None)` clears.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = patron_categories)]
pub(super) struct CategoryUpdate {
    pub code: Option<String>,
    pub name: Option<String>,
    pub min_age: Option<Option<i16>>,
    pub max_age: Option<Option<i16>>,
    pub enrolment_months: Option<Option<i16>>,
    pub enrolment_fee: Option<Option<i64>>,
}

/// Categories by code, those that follow `after`.
pub(super) fn list(conn: &mut PgConnection, after: Option<&str>, limit: i64) -> QueryResult<Vec<CategoryRow>> {
    let mut query = patron_categories::table
        .select(CategoryRow::as_select())
        .order(patron_categories::code)
        .limit(limit)
        .into_boxed();
    if let Some(code) = after {
        query = query.filter(patron_categories::code.gt(code.to_owned()));
    }
    query.load(conn)
}

/// Reads a category.
pub(super) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<CategoryRow> {
    patron_categories::table
        .find(id)
        .select(CategoryRow::as_select())
        .first(conn)
}

/// Reads a category and keeps others from changing it until the deed ends.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<CategoryRow> {
    patron_categories::table
        .find(id)
        .select(CategoryRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Adds a category.
pub(super) fn insert(conn: &mut PgConnection, category: &NewCategory) -> QueryResult<CategoryRow> {
    diesel::insert_into(patron_categories::table)
        .values((patron_categories::id.eq(Uuid::now_v7()), category))
        .returning(CategoryRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(conn: &mut PgConnection, id: Uuid, update: &CategoryUpdate) -> QueryResult<CategoryRow> {
    diesel::update(patron_categories::table.find(id))
        .set((update, patron_categories::version.eq(patron_categories::version + 1)))
        .returning(CategoryRow::as_returning())
        .get_result(conn)
}
