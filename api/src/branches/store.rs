//! Branches in the database.

use chrono::{DateTime, Utc};
use diesel::deserialize::FromSqlRow;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Jsonb;
use serde::Serialize;
use uuid::Uuid;

use crate::platform::db::FromJson;
use crate::schema::branches;

/// The row.
#[derive(Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = branches)]
pub(super) struct BranchRow {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub zone: String,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub position: i32,
    pub is_active: bool,
    pub recently_returned_minutes: i32,
    pub card_prefix: Option<String>,
    #[serde(skip)]
    pub version: i32,
    #[serde(skip)]
    pub created_at: DateTime<Utc>,
    #[serde(skip)]
    pub updated_at: DateTime<Utc>,
}

/// A branch to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = branches)]
pub(super) struct NewBranch {
    pub code: String,
    pub name: String,
    pub zone: String,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub position: i32,
    pub is_active: bool,
    pub recently_returned_minutes: i32,
    pub card_prefix: Option<String>,
}

/// What to change; `None` keeps, `Some(None)` clears.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = branches)]
pub(super) struct BranchUpdate {
    pub code: Option<String>,
    pub name: Option<String>,
    pub zone: Option<String>,
    pub address: Option<Option<String>>,
    pub phone: Option<Option<String>>,
    pub email: Option<Option<String>>,
    pub position: Option<i32>,
    pub is_active: Option<bool>,
    pub recently_returned_minutes: Option<i32>,
    pub card_prefix: Option<Option<String>>,
}

/// The things of one branch, which a statement gathers into one row: no row means no such branch.
#[derive(QueryableByName)]
pub(super) struct Gathered<T>
where
    FromJson<Vec<T>>: FromSqlRow<Jsonb, Pg>,
{
    #[diesel(sql_type = Jsonb)]
    pub items: FromJson<Vec<T>>,
}

/// Branches in their order, those that follow `after` (position, code).
pub(super) fn list(
    conn: &mut PgConnection,
    is_active: Option<bool>,
    after: Option<(i32, String)>,
    limit: i64,
) -> QueryResult<Vec<BranchRow>> {
    let mut query = branches::table
        .select(BranchRow::as_select())
        .order((branches::position, branches::code))
        .limit(limit)
        .into_boxed();
    if let Some(is_active) = is_active {
        query = query.filter(branches::is_active.eq(is_active));
    }
    if let Some((position, code)) = after {
        let later = branches::position.eq(position).and(branches::code.gt(code));
        query = query.filter(branches::position.gt(position).or(later));
    }
    query.load(conn)
}

/// Reads a branch; one that is not active only when asked to.
pub(super) fn find(conn: &mut PgConnection, id: Uuid, with_inactive: bool) -> QueryResult<BranchRow> {
    branches::table
        .find(id)
        .filter(branches::is_active.or(with_inactive.into_sql::<diesel::sql_types::Bool>()))
        .select(BranchRow::as_select())
        .first(conn)
}

/// Reads a branch and keeps others from changing it until the deed ends.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<BranchRow> {
    branches::table
        .find(id)
        .select(BranchRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Adds a branch.
pub(super) fn insert(conn: &mut PgConnection, branch: &NewBranch, now: DateTime<Utc>) -> QueryResult<BranchRow> {
    diesel::insert_into(branches::table)
        .values((
            branches::id.eq(Uuid::now_v7()),
            branch,
            branches::created_at.eq(now),
            branches::updated_at.eq(now),
        ))
        .returning(BranchRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(
    conn: &mut PgConnection,
    id: Uuid,
    update: &BranchUpdate,
    now: DateTime<Utc>,
) -> QueryResult<BranchRow> {
    diesel::update(branches::table.find(id))
        .set((
            update,
            branches::version.eq(branches::version + 1),
            branches::updated_at.eq(now),
        ))
        .returning(BranchRow::as_returning())
        .get_result(conn)
}
