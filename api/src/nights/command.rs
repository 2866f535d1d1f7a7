//! `carrel nightly`: a night by hand.

use std::io::Write;

use chrono::NaiveDate;
use diesel::PgConnection;

use crate::platform::clock::Clock;
use crate::platform::night::Failure;

use super::run::{run_due, run_on};

/// Does the night of a day, or those that are due, and tells what was done.
pub fn nightly(
    conn: &mut PgConnection,
    clock: &Clock,
    on: Option<NaiveDate>,
    branch: Option<&str>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let ran = match on {
        Some(on) => run_on(conn, branch, on, clock.now())?,
        None => run_due(conn, clock.now())?,
    };
    for night in ran {
        write!(out, "{} {}:", night.branch, night.on)?;
        for (name, count) in night.works {
            write!(out, " {name} {} ({} left)", count.done, count.left)?;
        }
        writeln!(out)?;
    }
    Ok(())
}
