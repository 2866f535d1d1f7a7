//! Policies in the database.

mod all;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::schema::policies;

pub(super) use all::all;

/// The row.
#[derive(Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = policies)]
pub(super) struct PolicyRow {
    pub id: Uuid,
    pub branch_id: Option<Uuid>,
    pub patron_category_id: Option<Uuid>,
    pub item_type_id: Option<Uuid>,
    pub attributes: Value,
    #[serde(skip)]
    pub version: i32,
    #[serde(skip)]
    pub created_at: DateTime<Utc>,
    #[serde(skip)]
    pub updated_at: DateTime<Utc>,
}

/// A policy to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = policies)]
pub(super) struct NewPolicy {
    pub branch_id: Option<Uuid>,
    pub patron_category_id: Option<Uuid>,
    pub item_type_id: Option<Uuid>,
    pub attributes: Value,
}

/// What to change of what a policy is for; `None` keeps, `Some(None)` makes it for all.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = policies)]
pub(super) struct ScopeUpdate {
    pub branch_id: Option<Option<Uuid>>,
    pub patron_category_id: Option<Option<Uuid>>,
    pub item_type_id: Option<Option<Uuid>>,
}

/// Which policies; `None` for any.
#[derive(Debug, Default)]
pub(super) struct Filter {
    pub branch_id: Option<Uuid>,
    pub patron_category_id: Option<Uuid>,
    pub item_type_id: Option<Uuid>,
    /// The one before.
    pub after: Option<Uuid>,
    pub limit: i64,
}

/// Policies in the order in which they were added.
pub(super) fn list(conn: &mut PgConnection, filter: &Filter) -> QueryResult<Vec<PolicyRow>> {
    let mut query = policies::table
        .select(PolicyRow::as_select())
        .order(policies::id)
        .limit(filter.limit)
        .into_boxed();
    if let Some(id) = filter.branch_id {
        query = query.filter(policies::branch_id.eq(id));
    }
    if let Some(id) = filter.patron_category_id {
        query = query.filter(policies::patron_category_id.eq(id));
    }
    if let Some(id) = filter.item_type_id {
        query = query.filter(policies::item_type_id.eq(id));
    }
    if let Some(id) = filter.after {
        query = query.filter(policies::id.gt(id));
    }
    query.load(conn)
}

/// Reads a policy.
pub(super) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<PolicyRow> {
    policies::table.find(id).select(PolicyRow::as_select()).first(conn)
}

/// Reads a policy and keeps others from changing it until the deed ends.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<PolicyRow> {
    policies::table
        .find(id)
        .select(PolicyRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Adds a policy.
pub(super) fn insert(conn: &mut PgConnection, policy: &NewPolicy, now: DateTime<Utc>) -> QueryResult<PolicyRow> {
    diesel::insert_into(policies::table)
        .values((
            policies::id.eq(Uuid::now_v7()),
            policy,
            policies::created_at.eq(now),
            policies::updated_at.eq(now),
        ))
        .returning(PolicyRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(
    conn: &mut PgConnection,
    id: Uuid,
    scope: &ScopeUpdate,
    attributes: Value,
    now: DateTime<Utc>,
) -> QueryResult<PolicyRow> {
    diesel::update(policies::table.find(id))
        .set((
            scope,
            policies::attributes.eq(attributes),
            policies::version.eq(policies::version + 1),
            policies::updated_at.eq(now),
        ))
        .returning(PolicyRow::as_returning())
        .get_result(conn)
}

/// Removes a policy.
pub(super) fn delete(conn: &mut PgConnection, id: Uuid) -> QueryResult<()> {
    diesel::delete(policies::table.find(id)).execute(conn).map(drop)
}
