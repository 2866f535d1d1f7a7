//! Doing nights: those that are due, or one that somebody names.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use uuid::Uuid;

use carrel_rules::night::{begins_at, due, last_begun};

use crate::platform::jobs::{BATCH, alone};
use crate::platform::night::{Failure, Night};

use super::problem::NightError;
use super::store::{self, BranchRow, Counts};
use super::works::{WORKS, Work};

/// A second look finds what a desk held at the first.
const LOOKS: usize = 2;

/// A night that was done.
#[derive(Debug)]
pub struct Ran {
    /// The branch's code.
    pub branch: String,
    /// The day it began.
    pub on: NaiveDate,
    /// What each work did in all its runs, in order.
    pub works: Vec<(String, store::Count)>,
}

/// Does the nights that are due at every branch, oldest first. A branch whose night fails keeps the others waiting for
/// nothing: the failure is logged and stands in `job_runs`, and the next call tries again.
pub fn run_due(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Ran>, Failure> {
    let mut ran = Vec::new();
    for branch in store::branches(conn, None)? {
        let caught_up = alone(conn, &lock_name(branch.id), |conn| Ok(catch_up(conn, branch.id, now)))?;
        match caught_up {
            Some(Ok(nights)) => ran.extend(nights),
            Some(Err(error)) => tracing::warn!(branch = branch.code, error, "a night failed"),
            // Another copy of the service is at it.
            None => {}
        }
    }
    Ok(ran)
}

/// Does the night of `on`, at every branch or at that of the code, whether it was done before or not.
pub fn run_on(
    conn: &mut PgConnection,
    code: Option<&str>,
    on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Ran>, Failure> {
    let branches = store::branches(conn, code)?;
    if branches.is_empty() {
        return Err(NightError::NoBranch.into());
    }
    let mut ran = Vec::new();
    for branch in branches {
        let night = night(&branch, on, now)?;
        if night.begins_at > now {
            return Err(NightError::NotYet(branch.code).into());
        }
        let done = alone(conn, &lock_name(branch.id), |conn| Ok(run(conn, &branch.code, &night)))?;
        ran.push(done.ok_or(NightError::UnderWay(branch.code))??);
    }
    Ok(ran)
}

fn lock_name(branch_id: Uuid) -> String {
    format!("night {branch_id}")
}

fn night(branch: &BranchRow, on: NaiveDate, now: DateTime<Utc>) -> Result<Night, NightError> {
    let zone: Tz = branch
        .zone
        .parse()
        .map_err(|_| NightError::UnknownZone(branch.code.clone()))?;
    Ok(Night {
        branch_id: branch.id,
        zone,
        on,
        begins_at: begins_at(zone, on),
        now,
    })
}

/// Under the lock: another copy may have done some of them since the branches were read.
fn catch_up(conn: &mut PgConnection, branch_id: Uuid, now: DateTime<Utc>) -> Result<Vec<Ran>, Failure> {
    let branch = store::branch(conn, branch_id)?;
    let zone = night(&branch, now.date_naive(), now)?.zone;
    let mut ran = Vec::new();
    for on in due(last_begun(zone, now), branch.first_on, &branch.done) {
        ran.push(run(conn, &branch.code, &night(&branch, on, now)?)?);
    }
    Ok(ran)
}

fn run(conn: &mut PgConnection, code: &str, night: &Night) -> Result<Ran, Failure> {
    let mut counts = store::begin(conn, night)?;
    for work in (0..LOOKS).flat_map(|_| WORKS) {
        if let Err(error) = run_work(conn, work, night, &mut counts) {
            store::finish(conn, night, Some(work.name))?;
            return Err(error);
        }
    }
    store::finish(conn, night, None)?;
    let works = WORKS.iter().map(|work| work.name);
    Ok(Ran {
        branch: code.to_owned(),
        on: night.on,
        works: works
            .map(|name| (name.to_owned(), counts.get(name).copied().unwrap_or_default()))
            .collect(),
    })
}

/// Batch after batch, until none is left. What was done is counted in the transaction that did it.
fn run_work(conn: &mut PgConnection, work: &Work, night: &Night, counts: &mut Counts) -> Result<(), Failure> {
    loop {
        let taken = conn.transaction(|conn| {
            let batch = (work.run)(conn, night, BATCH)?;
            let count = counts.entry(work.name.to_owned()).or_default();
            count.done += batch.done;
            count.left += batch.taken - batch.done;
            store::count(conn, night, counts)?;
            Ok::<_, Failure>(batch.taken)
        })?;
        if taken == 0 {
            return Ok(());
        }
    }
}
