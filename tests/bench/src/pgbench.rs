//! The yardsticks, by pgbench.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::Outcome;
use crate::database::{Database, SCRIPTS, output};
use crate::ids::{ITEMS, Kind, id};
use crate::sample::{Done, Timing};

/// A script that pgbench runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Yardstick {
    /// What a check-out asks of Postgres.
    CheckOut,
    /// The least a check-out could ask.
    Smallest,
    /// What an account read asks.
    Account,
}

impl Yardstick {
    /// As the table names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::CheckOut => "pgbench: check_out.sql",
            Self::Smallest => "pgbench: smallest.sql",
            Self::Account => "pgbench: account.sql",
        }
    }

    fn script(self) -> &'static str {
        match self {
            Self::CheckOut => "check_out",
            Self::Smallest => "smallest",
            Self::Account => "account",
        }
    }

    /// How often one client can do it before it has lent all its items.
    fn last(self, clients: usize) -> usize {
        match self {
            Self::CheckOut | Self::Smallest => ITEMS / clients,
            Self::Account => usize::MAX,
        }
    }
}

/// The values of the model loan, and who lends it where: variables of the scripts.
pub struct Model(Vec<String>);

impl Model {
    /// Reads what `sql/model.sql` has kept.
    pub fn read(database: &Database) -> Outcome<Self> {
        let mut variables = vec![format!("branch_id={}", id(Kind::Branch, 1))];
        for (name, column) in [
            ("staff_id", "staff_id"),
            ("policy_id", "limit_policy_id"),
            ("terms", "terms"),
            ("sources", "sources"),
            ("changes", "changes"),
            ("answer", "answer"),
        ] {
            let value = database.ask(&format!("select {column} from bench.model"))?;
            variables.push(format!("{name}={value}"));
        }
        Ok(Self(variables))
    }
}

/// Runs a yardstick for a time.
pub fn run(
    database: &Database,
    model: &Model,
    yardstick: Yardstick,
    clients: usize,
    timing: Timing,
    scratch: &Path,
) -> Outcome<Vec<Done>> {
    let seconds = (timing.warm_up + timing.counted).as_secs_f64().ceil().to_string();
    let log = scratch.join("pgbench");
    let mut pgbench = pgbench(database, model, yardstick, clients);
    pgbench.args(["-T", &seconds, "--log", "--log-prefix"]).arg(&log);
    output(&mut pgbench)?;
    let mut lines = String::new();
    for entry in fs::read_dir(scratch)?.flatten() {
        if entry.file_name().to_string_lossy().starts_with("pgbench.") {
            lines.push_str(&fs::read_to_string(entry.path())?);
            fs::remove_file(entry.path())?;
        }
    }
    parse(&lines, yardstick.last(clients))
}

/// Runs a yardstick once, by one client.
pub fn run_once(database: &Database, model: &Model, yardstick: Yardstick) -> Outcome<()> {
    output(pgbench(database, model, yardstick, 1).args(["-t", "1"])).map(|_| ())
}

fn pgbench(database: &Database, model: &Model, yardstick: Yardstick, clients: usize) -> Command {
    let mut pgbench = Command::new("pgbench");
    pgbench
        .args(["-n", "-M", "prepared", "-j", "1", "-c", &clients.to_string()])
        .arg("-f")
        .arg(format!("{SCRIPTS}/{}.sql", yardstick.script()))
        .args(["-D", "n=-1", "-D", &format!("clients={clients}")])
        .args(["-D", &format!("last={}", yardstick.last(clients))]);
    for variable in &model.0 {
        pgbench.arg("-D").arg(variable);
    }
    pgbench.arg(&database.url);
    pgbench
}

/// Reads a log of pgbench: client, number of its transaction, microseconds, script, and when it ended. What comes after
/// `last` only waited for the end.
fn parse(lines: &str, last: usize) -> Outcome<Vec<Done>> {
    let mut ends = Vec::new();
    for line in lines.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [_, number, took, _, seconds, micros, ..] = fields[..] else {
            return Err(format!("pgbench's log has an unknown line: {line}").into());
        };
        if number.parse::<usize>()? <= last {
            let took = Duration::from_micros(took.parse()?);
            let ended = Duration::from_secs(seconds.parse()?) + Duration::from_micros(micros.parse()?);
            ends.push((ended, took));
        }
    }
    let began = ends
        .iter()
        .map(|(ended, took)| *ended - *took)
        .min()
        .unwrap_or_default();
    let done = ends.into_iter().map(|(ended, took)| Done {
        ended: ended - began,
        took,
    });
    Ok(done.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_read_up_to_the_last_item() {
        let done = parse(
            "0 1 500 0 1700000000 2500\n1 1 1000 0 1700000000 4000\n0 2 50000 0 1700000000 54000\n",
            1,
        )
        .unwrap();
        let micros: Vec<_> = done
            .iter()
            .map(|one| (one.ended.as_micros(), one.took.as_micros()))
            .collect();
        assert_eq!(micros, [(500, 500), (2000, 1000)]);
        assert!(parse("0 1 failed 0 1700000000 2500", 1).is_err());
    }
}
