//! Closures in the database.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Nullable, Uuid as SqlUuid};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::schema::closures;

use super::super::store::Gathered;

/// The row.
#[derive(Debug, Queryable, Selectable, Serialize, Deserialize)]
#[diesel(table_name = closures)]
pub(super) struct ClosureRow {
    pub id: Uuid,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub reason: String,
    pub repeats_yearly: bool,
}

/// A closure to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = closures)]
pub(super) struct NewClosure {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub reason: String,
    pub repeats_yearly: bool,
}

/// Which closures of a branch.
pub(super) struct Filter {
    pub with_inactive: bool,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// The first day and the id of the one before.
    pub after: Option<(NaiveDate, Uuid)>,
    pub limit: i64,
}

/// Closures of a branch by their first day; yearly ones whatever the days asked for. `NotFound` for no such branch, and
/// unless `with_inactive` for one that is not active.
pub(super) fn list(conn: &mut PgConnection, branch_id: Uuid, filter: &Filter) -> QueryResult<Vec<ClosureRow>> {
    let (after_on, after_id) = filter.after.unzip();
    let gathered: Gathered<ClosureRow> = sql("select (
            select coalesce(jsonb_agg(to_jsonb(c) - 'branch_id' order by starts_on, id), '[]') from (
                select * from closures
                where branch_id = branches.id
                    and (repeats_yearly or (ends_on >= coalesce($1, ends_on) and starts_on <= coalesce($2, starts_on)))
                    and ($3::date is null or (starts_on, id) > ($3, $4))
                order by starts_on, id limit $5
            ) c) as items
        from branches where id = $6 and (is_active or $7)")
    .bind::<Nullable<Date>, _>(filter.from)
    .bind::<Nullable<Date>, _>(filter.to)
    .bind::<Nullable<Date>, _>(after_on)
    .bind::<Nullable<SqlUuid>, _>(after_id)
    .bind::<BigInt, _>(filter.limit)
    .bind::<SqlUuid, _>(branch_id)
    .bind::<Bool, _>(filter.with_inactive)
    .get_result(conn)?;
    Ok(gathered.items.0)
}

/// Adds a closure.
pub(super) fn insert(conn: &mut PgConnection, branch_id: Uuid, closure: &NewClosure) -> QueryResult<ClosureRow> {
    diesel::insert_into(closures::table)
        .values((
            closures::id.eq(Uuid::now_v7()),
            closures::branch_id.eq(branch_id),
            closure,
        ))
        .returning(ClosureRow::as_returning())
        .get_result(conn)
}

/// Removes a closure and tells whose and what it was.
pub(super) fn delete(conn: &mut PgConnection, id: Uuid) -> QueryResult<(Uuid, ClosureRow)> {
    diesel::delete(closures::table.find(id))
        .returning((closures::branch_id, ClosureRow::as_returning()))
        .get_result(conn)
}
