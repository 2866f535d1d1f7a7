//! What the service does by itself while it serves: keeping time and keys with the database and shelving what came back
//! every minute, throwing away every hour what nobody can need any more, and the branches' nights when they are due.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::{PgConnection, QueryResult};
use tokio::task::JoinHandle;

use crate::app::Carrel;
use crate::housekeeping::{HOUSEKEEPING, SHELVING};
use crate::imports;
use crate::nights;
use crate::platform::jobs::{self, Job};
use crate::platform::night::Failure;
use crate::platform::problem::Problem;

const MINUTE: Duration = Duration::from_secs(60);
const MINUTES_AN_HOUR: u64 = 60;

/// Starts the work. Abort the handle when the service ends.
pub fn start(carrel: Carrel) -> JoinHandle<()> {
    tokio::spawn(async move {
        // A night may take longer than a minute, and nothing else waits for it.
        futures_util::future::join(every_minute(carrel.clone()), nightly(carrel)).await;
    })
}

async fn every_minute(carrel: Carrel) {
    let mut minutes = tokio::time::interval(MINUTE);
    let mut minute: u64 = 0;
    loop {
        minutes.tick().await;
        let (carrel, is_full_hour) = (carrel.clone(), minute.is_multiple_of(MINUTES_AN_HOUR));
        let outcome = tokio::task::spawn_blocking(move || work(&carrel, is_full_hour)).await;
        if !matches!(outcome, Ok(Ok(()))) {
            // The next minute tries again; until then clock and keys are those of the last one.
            tracing::warn!("the work of this minute was not done");
        }
        minute += 1;
    }
}

async fn nightly(carrel: Carrel) {
    let mut minutes = tokio::time::interval(MINUTE);
    loop {
        minutes.tick().await;
        let carrel = carrel.clone();
        let outcome = tokio::task::spawn_blocking(move || do_nights(&carrel)).await;
        if !matches!(outcome, Ok(Ok(()))) {
            // The next minute tries again.
            tracing::warn!("the nights that are due were not done");
        }
    }
}

fn do_nights(carrel: &Carrel) -> Result<(), Failure> {
    let mut conn = carrel.db.connection()?;
    for night in nights::run_due(&mut conn, carrel.clock.now())? {
        tracing::info!(branch = night.branch, on = %night.on, works = ?night.works, "a night was done");
    }
    Ok(())
}

fn work(carrel: &Carrel, is_full_hour: bool) -> Result<(), Problem> {
    let mut conn = carrel.db.connection()?;
    carrel.clock.sync(&mut conn)?;
    carrel.tokens.refresh(&mut conn, &carrel.secret, carrel.clock.now())?;
    carrel.sign_in_limit.forget_the_idle();
    run(&mut conn, &SHELVING, carrel.clock.now())?;
    // What another copy left behind, or what did not begin by itself.
    imports::run_waiting(&carrel.db, &carrel.clock)?;
    if is_full_hour {
        run(&mut conn, &HOUSEKEEPING, carrel.clock.now())?;
    }
    Ok(())
}

fn run(conn: &mut PgConnection, job: &Job, now: DateTime<Utc>) -> QueryResult<()> {
    if let Some(counts) = jobs::run(conn, job, now)?
        && counts.values().any(|count| *count > 0)
    {
        tracing::info!(job = job.name, ?counts, "done");
    }
    Ok(())
}
