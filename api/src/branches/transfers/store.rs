//! Transfer rules in the database.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Jsonb};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::schema::{branches, library, transfer_rules};

/// Whether items may go from one branch to another.
#[derive(Clone, Debug, Insertable, Serialize, Deserialize)]
#[diesel(table_name = transfer_rules)]
pub(super) struct RuleRow {
    pub from_branch_id: Uuid,
    pub to_branch_id: Uuid,
    pub is_allowed: bool,
}

/// Every rule, in the order of the branches, with the version of the library.
#[derive(QueryableByName)]
pub(super) struct MatrixRow {
    #[diesel(sql_type = Integer)]
    pub version: i32,
    #[diesel(sql_type = Jsonb)]
    pub rules: FromJson<Vec<RuleRow>>,
}

/// Reads the rules.
pub(super) fn find(conn: &mut PgConnection) -> QueryResult<MatrixRow> {
    sql("select version, (
            select coalesce(jsonb_agg(to_jsonb(r) order by f.position, f.code, t.position, t.code), '[]')
            from transfer_rules r join branches f on f.id = from_branch_id join branches t on t.id = to_branch_id) as rules
        from library")
    .get_result(conn)
}

/// Keeps others from changing the library's settings until the deed ends, and tells their version.
pub(super) fn lock_library(conn: &mut PgConnection) -> QueryResult<i32> {
    library::table.select(library::version).for_no_key_update().first(conn)
}

/// Every branch.
pub(super) fn branch_ids(conn: &mut PgConnection) -> QueryResult<HashSet<Uuid>> {
    let ids: Vec<Uuid> = branches::table.select(branches::id).load(conn)?;
    Ok(ids.into_iter().collect())
}

/// Puts `rules` in the place of those there are and gives the library a new version. The library must be locked.
pub(super) fn replace(conn: &mut PgConnection, rules: &[RuleRow], now: DateTime<Utc>) -> QueryResult<MatrixRow> {
    diesel::delete(transfer_rules::table).execute(conn)?;
    diesel::insert_into(transfer_rules::table).values(rules).execute(conn)?;
    diesel::update(library::table)
        .set((library::version.eq(library::version + 1), library::updated_at.eq(now)))
        .execute(conn)?;
    find(conn)
}
