//! Patron limits in the database.

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::patron_limits;

/// The row. Amounts are in minor units; null is without limit.
#[derive(Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = patron_limits)]
pub(super) struct LimitsRow {
    pub id: Uuid,
    pub branch_id: Option<Uuid>,
    pub patron_category_id: Option<Uuid>,
    pub max_loans: Option<i32>,
    pub max_holds: Option<i32>,
    pub max_balance: Option<i64>,
    pub max_overdue: Option<i32>,
    pub max_lost: Option<i32>,
    pub fine_cap: Option<i64>,
    #[serde(skip)]
    pub version: i32,
}

/// Limits to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = patron_limits)]
pub(super) struct NewLimits {
    pub branch_id: Option<Uuid>,
    pub patron_category_id: Option<Uuid>,
    pub max_loans: Option<i32>,
    pub max_holds: Option<i32>,
    pub max_balance: Option<i64>,
    pub max_overdue: Option<i32>,
    pub max_lost: Option<i32>,
    pub fine_cap: Option<i64>,
}

/// What to change; `None` keeps, `Some(None)` clears.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = patron_limits)]
pub(super) struct LimitsUpdate {
    pub branch_id: Option<Option<Uuid>>,
    pub patron_category_id: Option<Option<Uuid>>,
    pub max_loans: Option<Option<i32>>,
    pub max_holds: Option<Option<i32>>,
    pub max_balance: Option<Option<i64>>,
    pub max_overdue: Option<Option<i32>>,
    pub max_lost: Option<Option<i32>>,
    pub fine_cap: Option<Option<i64>>,
}

/// Limits in the order in which they were added, those that follow `after`.
pub(super) fn list(conn: &mut PgConnection, after: Option<Uuid>, limit: i64) -> QueryResult<Vec<LimitsRow>> {
    let mut query = patron_limits::table
        .select(LimitsRow::as_select())
        .order(patron_limits::id)
        .limit(limit)
        .into_boxed();
    if let Some(id) = after {
        query = query.filter(patron_limits::id.gt(id));
    }
    query.load(conn)
}

/// Reads limits.
pub(super) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<LimitsRow> {
    patron_limits::table.find(id).select(LimitsRow::as_select()).first(conn)
}

/// Reads limits and keeps others from changing them until the deed ends.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<LimitsRow> {
    patron_limits::table
        .find(id)
        .select(LimitsRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Adds limits.
pub(super) fn insert(conn: &mut PgConnection, limits: &NewLimits) -> QueryResult<LimitsRow> {
    diesel::insert_into(patron_limits::table)
        .values((patron_limits::id.eq(Uuid::now_v7()), limits))
        .returning(LimitsRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(conn: &mut PgConnection, id: Uuid, update: &LimitsUpdate) -> QueryResult<LimitsRow> {
    diesel::update(patron_limits::table.find(id))
        .set((update, patron_limits::version.eq(patron_limits::version + 1)))
        .returning(LimitsRow::as_returning())
        .get_result(conn)
}

/// Removes limits.
pub(super) fn delete(conn: &mut PgConnection, id: Uuid) -> QueryResult<()> {
    diesel::delete(patron_limits::table.find(id)).execute(conn).map(drop)
}
