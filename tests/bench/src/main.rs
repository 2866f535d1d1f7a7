//! Measures Carrel against its budgets: over HTTP, with tokens, on a durable Postgres, beside pgbench doing the same
//! writes there. `make bench` starts it; `tests/README.md` says how to read what it prints.

mod bench;
mod connection;
mod database;
mod deed;
mod drive;
mod ids;
mod import;
mod night;
mod pgbench;
mod plan;
mod report;
mod results;
mod sample;
mod search;
mod service;
mod settings;

use std::error::Error;
use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use clap::Parser;

use bench::Bench;
use database::Database;
use results::Results;
use settings::{Part, Settings};

/// What may go wrong is only ever told, so its kind does not matter.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Whoever reads the table has to know what shared the machine.
const NOTE: &str = "\nThe desks (this process, one thread), the service and Postgres share the cores; so do pgbench (one thread) and \
    Postgres.\nWhat HTTP costs on both of its ends is therefore part of every row but pgbench's. One second before each \
    measurement is not counted.\nA measurement of check-outs or check-ins ends early when all 16,000 items on their shelves have had their turn.";

/// One thread for all desks, as pgbench has: on few cores more of them only take turns.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(&Settings::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when even the complaint cannot be written.
            let _ = writeln!(stderr(), "carrel-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(settings: &Settings) -> Outcome<()> {
    if settings.wants(Part::Deeds) {
        deeds(settings).await?;
    }
    if settings.wants(Part::Search) {
        searches(settings).await?;
    }
    if settings.wants(Part::Import) {
        imports(settings)?;
    }
    if settings.wants(Part::Night) {
        nights(settings)?;
    }
    Ok(())
}

async fn deeds(settings: &Settings) -> Outcome<()> {
    let (rounds, timing) = settings.rounds();
    let mut bench = Bench::prepare(settings, timing).await?;
    let mut results = Results::default();
    for number in 1..=rounds {
        bench.round(number, &mut results).await?;
    }
    let mut out = stdout().lock();
    let how = format!("median of {rounds} rounds of {} s", timing.counted.as_secs());
    writeln!(out, "\n{}", report::environment(&bench.database, &how)?)?;
    report::table(&mut out, &results)?;
    report::budgets(&mut out, &results, bench.service.memory().as_ref())?;
    writeln!(out, "{NOTE}")?;
    Ok(())
}

async fn searches(settings: &Settings) -> Outcome<()> {
    let (rounds, _) = settings.rounds();
    let mut all = Vec::new();
    for titles in settings.libraries() {
        all.push(search::search(settings, titles, rounds).await?);
    }
    let database = Database {
        url: settings.database_url.clone(),
    };
    let mut out = stdout().lock();
    let how = format!("every question {rounds} times");
    writeln!(out, "\n{}", report::environment(&database, &how)?)?;
    search::report(&mut out, &all)?;
    Ok(())
}

fn imports(settings: &Settings) -> Outcome<()> {
    let rounds = settings.rounds().0.min(3);
    let imported = import::import(settings, rounds)?;
    let database = Database {
        url: settings.database_url.clone(),
    };
    let mut out = stdout().lock();
    let how = format!("median of {rounds} rounds");
    writeln!(out, "\n{}", report::environment(&database, &how)?)?;
    import::report(&mut out, &imported)?;
    Ok(())
}

fn nights(settings: &Settings) -> Outcome<()> {
    let rounds = settings.rounds().0.min(3);
    let done = night::nights(settings, rounds)?;
    let database = Database {
        url: settings.database_url.clone(),
    };
    let mut out = stdout().lock();
    let how = format!("median of {rounds} rounds");
    writeln!(out, "\n{}", report::environment(&database, &how)?)?;
    night::report(&mut out, &done)?;
    Ok(())
}
