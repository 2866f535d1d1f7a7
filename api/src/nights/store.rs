//! The nights in `job_runs`.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::night::Night;
use crate::platform::refs::BranchRef;

/// What a work did in one night, all its runs together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// With how many rows something was done.
    pub done: usize,
    /// How many were looked at and left as they are.
    pub left: usize,
}

/// By the name of the work.
pub(super) type Counts = BTreeMap<String, Count>;

/// A branch and the nights it has behind it.
#[derive(Debug, QueryableByName)]
pub(super) struct BranchRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Text)]
    pub zone: String,
    /// Its first night; none when it never had one.
    #[diesel(sql_type = Nullable<Date>)]
    pub first_on: Option<NaiveDate>,
    /// The nights that were done, of the last it may have to look back to.
    #[diesel(sql_type = Array<Date>)]
    pub done: Vec<NaiveDate>,
}

macro_rules! branches {
    ($condition:literal) => {
        concat!(
            "select b.id, b.code, b.zone,
                (select min(r.business_day) from job_runs r where r.job = 'night' and r.branch_id = b.id) as first_on,
                array(
                    select r.business_day from job_runs r
                    where r.job = 'night' and r.branch_id = b.id and r.state = 'done'
                    order by r.business_day desc limit 64
                ) as done
             from branches b where ",
            $condition,
            " order by b.position, b.code"
        )
    };
}

/// All branches, or the one with that code. Those that are not active have loans and patrons too.
pub(super) fn branches(conn: &mut PgConnection, code: Option<&str>) -> QueryResult<Vec<BranchRow>> {
    sql(branches!("$1::text is null or b.code = $1"))
        .bind::<Nullable<Text>, _>(code)
        .load(conn)
}

pub(super) fn branch(conn: &mut PgConnection, id: Uuid) -> QueryResult<BranchRow> {
    sql(branches!("b.id = $1")).bind::<SqlUuid, _>(id).get_result(conn)
}

#[derive(QueryableByName)]
struct Begun {
    #[diesel(sql_type = Jsonb)]
    counts: FromJson<Counts>,
}

/// Opens the night's row, again if it was there, and tells what it has counted so far.
pub(super) fn begin(conn: &mut PgConnection, night: &Night) -> QueryResult<Counts> {
    sql(
        "insert into job_runs (id, job, branch_id, business_day, state, started_at) values ($1, 'night', $2, $3, 'running', $4)
         on conflict on constraint job_runs_once_key
         do update set state = 'running', started_at = excluded.started_at, finished_at = null, error = null
         returning counts",
    )
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(night.branch_id)
    .bind::<Date, _>(night.on)
    .bind::<Timestamptz, _>(night.now)
    .get_result(conn)
    .map(|row: Begun| row.counts.0)
}

/// Writes the counts. Call it in the transaction that did the work.
pub(super) fn count(conn: &mut PgConnection, night: &Night, counts: &Counts) -> QueryResult<usize> {
    sql("update job_runs set counts = $3 where job = 'night' and branch_id = $1 and business_day = $2")
        .bind::<SqlUuid, _>(night.branch_id)
        .bind::<Date, _>(night.on)
        .bind::<Jsonb, _>(json!(counts))
        .execute(conn)
}

/// Closes the night's row. `failed` is the work that did not get to its end.
pub(super) fn finish(conn: &mut PgConnection, night: &Night, failed: Option<&str>) -> QueryResult<usize> {
    sql(
        "update job_runs set state = case when $3::text is null then 'done' else 'failed' end, error = $3,
            finished_at = clock_timestamp()
         where job = 'night' and branch_id = $1 and business_day = $2",
    )
    .bind::<SqlUuid, _>(night.branch_id)
    .bind::<Date, _>(night.on)
    .bind::<Nullable<Text>, _>(failed)
    .execute(conn)
}

/// A night as it is told.
#[derive(Debug, QueryableByName)]
pub(super) struct NightRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Jsonb)]
    pub branch: FromJson<BranchRef>,
    #[diesel(sql_type = Date)]
    pub business_day: NaiveDate,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Timestamptz)]
    pub started_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub finished_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Jsonb)]
    pub counts: FromJson<Counts>,
    #[diesel(sql_type = Nullable<Text>)]
    pub error: Option<String>,
}

/// Which nights to list.
pub(super) struct Filter {
    pub branch_id: Option<Uuid>,
    pub state: Option<&'static str>,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Up to this day.
    pub to: Option<NaiveDate>,
    /// Day and id of the last one on the page before.
    pub after: Option<(NaiveDate, Uuid)>,
    pub limit: i64,
}

/// Reads a page, the last nights first.
pub(super) fn list(conn: &mut PgConnection, filter: &Filter) -> QueryResult<Vec<NightRow>> {
    sql(
        "select r.id, jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name) as branch, r.business_day, r.state,
            r.started_at, r.finished_at, r.counts, r.error
         from job_runs r join branches b on b.id = r.branch_id
         where r.job = 'night'
            and ($1::uuid is null or r.branch_id = $1)
            and ($2::text is null or r.state = $2)
            and ($3::date is null or r.business_day >= $3)
            and ($4::date is null or r.business_day <= $4)
            and ($5::date is null or (r.business_day, r.id) < ($5, $6))
         order by r.business_day desc, r.id desc limit $7",
    )
    .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
    .bind::<Nullable<Text>, _>(filter.state)
    .bind::<Nullable<Date>, _>(filter.from)
    .bind::<Nullable<Date>, _>(filter.to)
    .bind::<Nullable<Date>, _>(filter.after.map(|(on, _)| on))
    .bind::<Nullable<SqlUuid>, _>(filter.after.map(|(_, id)| id))
    .bind::<BigInt, _>(filter.limit)
    .load(conn)
}
