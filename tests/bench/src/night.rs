//! A night over many open loans: what is due is found among what is not, and only that is touched.

use std::io::{Write, stderr};
use std::time::Instant;

use crate::Outcome;
use crate::database::Database;
use crate::sample::median;
use crate::service::run_command;
use crate::settings::Settings;

/// Seconds at the most, for a million loans.
const BUDGET: f64 = 60.0;

/// What one night took, all branches together.
pub struct Nights {
    loans: u32,
    /// What was done, as the service counts it.
    done: String,
    /// Seconds, once a round, each in a database of its own.
    first: Vec<f64>,
    /// The same night again, which finds nothing.
    again: Vec<f64>,
}

/// Does the night of today twice a round.
pub fn nights(settings: &Settings, rounds: u32) -> Outcome<Nights> {
    let loans = if settings.quick { 2_000 } else { settings.loans };
    let (cluster, _) = settings
        .database_url
        .rsplit_once('/')
        .ok_or("DATABASE_URL names no database")?;
    let mut nights = Nights {
        loans,
        done: String::new(),
        first: Vec::new(),
        again: Vec::new(),
    };
    for round in 1..=rounds {
        writeln!(stderr(), "a night over {loans} open loans, round {round}")?;
        let database = Database {
            url: format!("{cluster}/carrel_bench_night_{round}"),
        };
        run_command(&settings.service, &database, &["migrate", "--create-database"])?;
        run_command(&settings.service, &database, &["demo", "--yes"])?;
        database.run_with("night", "loans", &loans.to_string())?;
        let on = database.ask("select min((now() at time zone zone - interval '2 hours')::date) from branches")?;
        for times in [&mut nights.first, &mut nights.again] {
            let began = Instant::now();
            run_command(&settings.service, &database, &["nightly", "--on", &on])?;
            times.push(began.elapsed().as_secs_f64());
        }
        nights.done = done(&database)?;
    }
    Ok(nights)
}

/// Each work with how much it did. Fails when a night has nothing to show: then nothing was measured.
fn done(database: &Database) -> Outcome<String> {
    let done = database.ask(
        "select string_agg(name || ' ' || done, ', ' order by name) from (
            select work.key as name, sum((work.value ->> 'done')::bigint) as done
            from job_runs run, jsonb_each(run.counts) work
            where run.job = 'night' and run.state = 'done' group by work.key
         ) works where done > 0",
    )?;
    if done.contains("auto_renewals") {
        Ok(done)
    } else {
        Err(format!("the night renewed nothing: {done}").into())
    }
}

/// Writes a row for each of the two and what became of the budget.
pub fn report(out: &mut impl Write, nights: &Nights) -> std::io::Result<()> {
    writeln!(out, "\n{:<34}{:>12}{:>20}", "Night, all branches", "seconds", "spread")?;
    for (name, times) in [("first time", &nights.first), ("the same night again", &nights.again)] {
        let lowest = times.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = times.iter().copied().fold(0.0, f64::max);
        let name = format!("{} loans, {name}", nights.loans);
        let spread = format!("{lowest:.1} to {highest:.1}");
        writeln!(out, "{name:<34}{:>12.1}{spread:>20}", median(times.iter().copied()))?;
    }
    writeln!(out, "done: {}", nights.done)?;
    let first = median(nights.first.iter().copied());
    // The budget is for a million.
    let word = match (nights.loans < 1_000_000, first <= BUDGET) {
        (true, _) => "fewer",
        (false, true) => "met",
        (false, false) => "MISSED",
    };
    writeln!(
        out,
        "\n{word:<9}night over 1000000 open loans: at most {BUDGET:.0} s, measured {first:.1} s over {}",
        nights.loans
    )
}
