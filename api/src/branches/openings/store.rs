//! Openings in the database.

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Nullable, Time, Uuid as SqlUuid};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::schema::openings;

use super::super::store::Gathered;

/// The row.
#[derive(Debug, Queryable, Selectable, Serialize, Deserialize)]
#[diesel(table_name = openings)]
pub(super) struct OpeningRow {
    pub id: Uuid,
    pub on_date: NaiveDate,
    pub opens_at: NaiveTime,
    pub closes_at: NaiveTime,
    pub reason: String,
}

/// An opening to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = openings)]
pub(super) struct NewOpening {
    pub on_date: NaiveDate,
    pub opens_at: NaiveTime,
    pub closes_at: NaiveTime,
    pub reason: String,
}

/// Which openings of a branch.
pub(super) struct Filter {
    pub with_inactive: bool,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// The day and the time of the one before: no two of a branch have the same.
    pub after: Option<(NaiveDate, NaiveTime)>,
    pub limit: i64,
}

/// Openings of a branch by day and time. `NotFound` for no such branch, and unless `with_inactive` for one that is not
/// active.
pub(super) fn list(conn: &mut PgConnection, branch_id: Uuid, filter: &Filter) -> QueryResult<Vec<OpeningRow>> {
    let (after_on, after_at) = filter.after.unzip();
    let gathered: Gathered<OpeningRow> = sql("select (
            select coalesce(jsonb_agg(to_jsonb(o) - 'branch_id' order by on_date, opens_at), '[]') from (
                select * from openings
                where branch_id = branches.id
                    and on_date between coalesce($1, on_date) and coalesce($2, on_date)
                    and ($3::date is null or (on_date, opens_at) > ($3, $4))
                order by on_date, opens_at limit $5
            ) o) as items
        from branches where id = $6 and (is_active or $7)")
    .bind::<Nullable<Date>, _>(filter.from)
    .bind::<Nullable<Date>, _>(filter.to)
    .bind::<Nullable<Date>, _>(after_on)
    .bind::<Nullable<Time>, _>(after_at)
    .bind::<BigInt, _>(filter.limit)
    .bind::<SqlUuid, _>(branch_id)
    .bind::<Bool, _>(filter.with_inactive)
    .get_result(conn)?;
    Ok(gathered.items.0)
}

/// Adds an opening.
pub(super) fn insert(conn: &mut PgConnection, branch_id: Uuid, opening: &NewOpening) -> QueryResult<OpeningRow> {
    diesel::insert_into(openings::table)
        .values((
            openings::id.eq(Uuid::now_v7()),
            openings::branch_id.eq(branch_id),
            opening,
        ))
        .returning(OpeningRow::as_returning())
        .get_result(conn)
}

/// Removes an opening and tells whose and what it was.
pub(super) fn delete(conn: &mut PgConnection, id: Uuid) -> QueryResult<(Uuid, OpeningRow)> {
    diesel::delete(openings::table.find(id))
        .returning((openings::branch_id, OpeningRow::as_returning()))
        .get_result(conn)
}
