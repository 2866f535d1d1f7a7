//! The table, and what it says about the budgets.

use std::io::{Result, Write};
use std::thread::available_parallelism;

use crate::Outcome;
use crate::database::Database;
use crate::deed::Deed;
use crate::pgbench::Yardstick;
use crate::plan::MANY;
use crate::results::{Results, Row};
use crate::sample::{Sample, median};
use crate::service::Memory;

/// The most memory the service may have, in megabytes.
const MEMORY_BUDGET: f64 = 100.0;

/// What it was measured on, and `how`.
pub fn environment(database: &Database, how: &str) -> Outcome<String> {
    let cores = available_parallelism()?;
    let settings = database.ask(
        "select format('Postgres %s, fsync %s, synchronous_commit %s, full_page_writes %s, shared_buffers %s',
            split_part(current_setting('server_version'), ' ', 1), current_setting('fsync'),
            current_setting('synchronous_commit'), current_setting('full_page_writes'), current_setting('shared_buffers'))",
    )?;
    Ok(format!("{cores} cores; {settings}; {how}"))
}

/// Writes a row for everything that was measured.
pub fn table(out: &mut impl Write, results: &Results) -> Result<()> {
    writeln!(
        out,
        "\n{:<26}{:>8}{:>9}{:>15}{:>9}{:>9}{:>9}",
        "", "clients", "per s", "spread", "p50 ms", "p95 ms", "p99 ms"
    )?;
    for (row, samples) in results.rows() {
        let of = |value: fn(&Sample) -> f64| samples.iter().map(value);
        let (per_second, spread) = if row.has_throughput() {
            let lowest = of(|sample| sample.per_second).fold(f64::INFINITY, f64::min);
            let highest = of(|sample| sample.per_second).fold(0.0, f64::max);
            (
                format!("{:.0}", median(of(|sample| sample.per_second))),
                format!("{lowest:.0} to {highest:.0}"),
            )
        } else {
            (String::new(), String::new())
        };
        writeln!(
            out,
            "{:<26}{:>8}{per_second:>9}{spread:>15}{:>9.2}{:>9.2}{:>9.2}",
            row.name(),
            row.clients(),
            median(of(|sample| sample.p50)),
            median(of(|sample| sample.p95)),
            median(of(|sample| sample.p99)),
        )?;
    }
    Ok(())
}

/// Writes what became of each budget.
pub fn budgets(out: &mut impl Write, results: &Results, memory: Option<&Memory>) -> Result<()> {
    let check_out = Row::Service(Deed::CheckOut, MANY);
    let yardstick = Row::Pgbench(Yardstick::CheckOut, MANY);
    let smallest = Row::Pgbench(Yardstick::Smallest, MANY);
    let per_second = |sample: &Sample| sample.per_second;
    writeln!(out)?;
    for deed in [Deed::CheckOut, Deed::CheckIn] {
        let row = Row::Service(deed, MANY);
        let share = 100.0 * results.quotient(row, yardstick, per_second);
        line(
            out,
            &format!(
                "{} at {MANY} clients: {share:.0} % of check_out.sql, at least 50 %",
                deed.name()
            ),
            share >= 50.0,
        )?;
        let slower = results.quotient(row, yardstick, |sample| sample.p99);
        line(
            out,
            &format!(
                "{} at {MANY} clients: p99 {slower:.1} times its p99, at most 3",
                deed.name()
            ),
            slower <= 3.0,
        )?;
    }
    let slower = results.quotient(Row::FiveHundredLoans, Row::FiveLoans, |sample| sample.p50);
    line(
        out,
        &format!("a patron with 500 loans: {slower:.2} times one with 5, at most 1.2"),
        slower <= 1.2,
    )?;
    let read = Row::Service(Deed::Account, MANY);
    let share = 100.0 * results.quotient(read, Row::Pgbench(Yardstick::Account, MANY), per_second);
    line(
        out,
        &format!("account read at {MANY} clients: {share:.0} % of the same SELECT, at least 15 %"),
        share >= 15.0,
    )?;
    match memory.map(|memory| (megabytes(memory.now), megabytes(memory.peak))) {
        Some((now, peak)) => {
            let text = format!(
                "memory of the service: {now:.0} MB at the end, at most {MEMORY_BUDGET:.0} ({peak:.0} at its peak, sign-ins included)"
            );
            line(out, &text, now <= MEMORY_BUDGET)?;
        }
        None => writeln!(out, "         memory of the service: this system does not tell")?,
    }
    let share = 100.0 * results.quotient(check_out, smallest, per_second);
    writeln!(
        out,
        "         check-out at {MANY} clients: {share:.0} % of the smallest imaginable (no budget)"
    )?;
    let share = 100.0 * results.quotient(yardstick, smallest, per_second);
    writeln!(
        out,
        "         check_out.sql at {MANY} clients: {share:.0} % of the smallest imaginable (no budget)"
    )
}

fn line(out: &mut impl Write, text: &str, met: bool) -> Result<()> {
    writeln!(out, "{:<9}{text}", if met { "met" } else { "MISSED" })
}

fn megabytes(kilobytes: u64) -> f64 {
    u32::try_from(kilobytes).map_or(f64::INFINITY, f64::from) / 1024.0
}
