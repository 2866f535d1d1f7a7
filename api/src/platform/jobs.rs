//! The service's own work, away from requests.
//!
//! A job is a list of sweeps. One copy of the service runs it at a time; a sweep is repeated in batches, each its own
//! transaction, and rows that somebody holds are left for the next run. What a day's runs have done stands in
//! `job_runs`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::json;
use uuid::Uuid;

use super::db::sql;

/// Rows that one transaction of a sweep touches at most.
pub const BATCH: i64 = 500;

/// Work that is done again and again, for the whole library.
pub struct Job {
    /// Its name in `job_runs`.
    pub name: &'static str,
    /// What it does, in this order.
    pub sweeps: &'static [Sweep],
}

/// One kind of work of a job.
pub struct Sweep {
    /// Its name in the counts of `job_runs`.
    pub name: &'static str,
    /// Does at most as much as the last argument says, in one statement, and tells how much that was.
    pub run: fn(&mut PgConnection, DateTime<Utc>, i64) -> QueryResult<usize>,
}

/// How much each sweep did.
pub type Counts = BTreeMap<&'static str, usize>;

#[derive(QueryableByName)]
struct Locked {
    #[diesel(sql_type = Bool)]
    locked: bool,
}

/// Runs `job` to its end and counts it to the day of `now` (UTC). None when another copy of the service is running it.
pub fn run(conn: &mut PgConnection, job: &Job, now: DateTime<Utc>) -> QueryResult<Option<Counts>> {
    alone(conn, job.name, |conn| run_locked(conn, job, now))
}

/// Does work that only one copy of the service does at a time. None when another is doing it.
pub fn alone<T>(
    conn: &mut PgConnection,
    name: &str,
    work: impl FnOnce(&mut PgConnection) -> QueryResult<T>,
) -> QueryResult<Option<T>> {
    if !try_lock(conn, name)? {
        return Ok(None);
    }
    let outcome = work(conn);
    unlock(conn, name)?;
    outcome.map(Some)
}

fn run_locked(conn: &mut PgConnection, job: &Job, now: DateTime<Utc>) -> QueryResult<Counts> {
    start(conn, job, now)?;
    let mut counts = Counts::new();
    for sweep in job.sweeps {
        if let Err(error) = run_sweep(conn, sweep, now, &mut counts) {
            finish(conn, job, now, &counts, Some(sweep.name))?;
            return Err(error);
        }
    }
    finish(conn, job, now, &counts, None)?;
    Ok(counts)
}

fn run_sweep(conn: &mut PgConnection, sweep: &Sweep, now: DateTime<Utc>, counts: &mut Counts) -> QueryResult<()> {
    loop {
        let done = (sweep.run)(conn, now, BATCH)?;
        *counts.entry(sweep.name).or_default() += done;
        if i64::try_from(done).unwrap_or(BATCH) < BATCH {
            return Ok(());
        }
    }
}

fn try_lock(conn: &mut PgConnection, name: &str) -> QueryResult<bool> {
    sql("select pg_try_advisory_lock(hashtext('carrel job'), hashtext($1)) as locked")
        .bind::<Text, _>(name)
        .get_result(conn)
        .map(|row: Locked| row.locked)
}

fn unlock(conn: &mut PgConnection, name: &str) -> QueryResult<()> {
    sql("select pg_advisory_unlock(hashtext('carrel job'), hashtext($1)) as locked")
        .bind::<Text, _>(name)
        .get_result(conn)
        .map(|_: Locked| ())
}

/// The day has one row, however often the job runs.
fn start(conn: &mut PgConnection, job: &Job, now: DateTime<Utc>) -> QueryResult<usize> {
    sql(
        "insert into job_runs (id, job, business_day, state, started_at) values ($1, $2, $3, 'running', $4)
         on conflict on constraint job_runs_once_key
         do update set state = 'running', started_at = excluded.started_at, finished_at = null, error = null",
    )
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Text, _>(job.name)
    .bind::<Date, _>(now.date_naive())
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// Adds the counts to the day's. `failed` is the sweep that did not get to its end.
fn finish(
    conn: &mut PgConnection,
    job: &Job,
    now: DateTime<Utc>,
    counts: &Counts,
    failed: Option<&str>,
) -> QueryResult<usize> {
    sql(
        "update job_runs set state = case when $1::text is null then 'done' else 'failed' end, error = $1,
            finished_at = clock_timestamp(), counts = counts || (
                select coalesce(jsonb_object_agg(added.key, added.value::bigint + coalesce((counts ->> added.key)::bigint, 0)), '{}')
                from jsonb_each_text($2) added)
         where job = $3 and branch_id is null and business_day = $4",
    )
    .bind::<Nullable<Text>, _>(failed)
    .bind::<Jsonb, _>(json!(counts))
    .bind::<Text, _>(job.name)
    .bind::<Date, _>(now.date_naive())
    .execute(conn)
}
