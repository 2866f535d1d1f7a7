//! Weekly hours in the database.

use chrono::{DateTime, NaiveTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Jsonb, Timestamptz, Uuid as SqlUuid};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::schema::opening_hours;

/// Open on every such weekday.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct HoursRow {
    /// ISO: 1 is Monday.
    pub weekday: i16,
    pub opens_at: NaiveTime,
    pub closes_at: NaiveTime,
}

/// The hours of a branch, by weekday and time, with the version of the branch.
#[derive(QueryableByName)]
pub(super) struct WeekRow {
    #[diesel(sql_type = Integer)]
    pub version: i32,
    #[diesel(sql_type = Jsonb)]
    pub hours: FromJson<Vec<HoursRow>>,
}

/// Reads the hours. `NotFound` for no such branch, and unless `with_inactive` for one that is not active.
pub(super) fn find(conn: &mut PgConnection, branch_id: Uuid, with_inactive: bool) -> QueryResult<WeekRow> {
    sql("select version, (
            select coalesce(jsonb_agg(jsonb_build_object('weekday', weekday, 'opens_at', opens_at, 'closes_at', closes_at)
                order by weekday, opens_at), '[]')
            from opening_hours where branch_id = branches.id) as hours
        from branches where id = $1 and (is_active or $2)")
    .bind::<SqlUuid, _>(branch_id)
    .bind::<Bool, _>(with_inactive)
    .get_result(conn)
}

/// Puts `week` in the place of the hours there are and gives the branch a new version. The branch must be locked.
pub(super) fn replace(
    conn: &mut PgConnection,
    branch_id: Uuid,
    week: &[HoursRow],
    now: DateTime<Utc>,
) -> QueryResult<WeekRow> {
    diesel::delete(opening_hours::table.filter(opening_hours::branch_id.eq(branch_id))).execute(conn)?;
    let rows: Vec<_> = week
        .iter()
        .map(|hours| {
            (
                opening_hours::id.eq(Uuid::now_v7()),
                opening_hours::branch_id.eq(branch_id),
                opening_hours::weekday.eq(hours.weekday),
                opening_hours::opens_at.eq(hours.opens_at),
                opening_hours::closes_at.eq(hours.closes_at),
            )
        })
        .collect();
    diesel::insert_into(opening_hours::table).values(&rows).execute(conn)?;
    sql("update branches set version = version + 1, updated_at = $1 where id = $2")
        .bind::<Timestamptz, _>(now)
        .bind::<SqlUuid, _>(branch_id)
        .execute(conn)?;
    find(conn, branch_id, true)
}
