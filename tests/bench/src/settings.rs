//! What the environment and the command line say.

use std::time::Duration;

use clap::Parser;

use crate::sample::Timing;

/// Measures Carrel against its budgets, and against pgbench doing the same writes.
#[derive(Debug, Parser)]
#[command(name = "carrel-bench")]
pub struct Settings {
    /// The migrated and empty database of a durable Postgres: postgres://…
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: String,
    /// The release binary of the service.
    #[arg(long, env = "CARREL_BENCH_SERVICE")]
    pub service: String,
    /// How often everything is measured; the table shows medians.
    #[arg(long, env = "CARREL_BENCH_ROUNDS", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=99))]
    pub rounds: u32,
    /// How long each measurement lasts.
    #[arg(long, env = "CARREL_BENCH_SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub seconds: u64,
    /// One round of a second each, and a small library to search: to see that everything runs, not to compare.
    #[arg(long)]
    pub quick: bool,
    /// Only a part of it.
    #[arg(long, value_enum)]
    pub only: Option<Part>,
    /// Titles of the libraries that are searched; patrons are 0.3 of each.
    #[arg(long, env = "CARREL_BENCH_TITLES", value_delimiter = ',', default_values_t = [100_000, 1_000_000])]
    pub titles: Vec<u32>,
    /// Open loans of the library whose night is measured.
    #[arg(long, env = "CARREL_BENCH_LOANS", default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1_000..=10_000_000))]
    pub loans: u32,
}

/// A part of the bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// What is done at the desks, beside pgbench.
    Deeds,
    /// Searching a large library.
    Search,
    /// Taking in the file of another system.
    Import,
    /// What is due once a day.
    Night,
}

impl Settings {
    /// Whether a part is wanted.
    pub fn wants(&self, part: Part) -> bool {
        self.only.is_none_or(|only| only == part)
    }

    /// The libraries to search.
    pub fn libraries(&self) -> Vec<u32> {
        if self.quick { vec![5_000] } else { self.titles.clone() }
    }

    /// Rounds, and the time of a measurement. Its first second is not counted.
    pub fn rounds(&self) -> (u32, Timing) {
        let (rounds, seconds) = if self.quick {
            (1, 1)
        } else {
            (self.rounds, self.seconds)
        };
        let timing = Timing {
            warm_up: Duration::from_secs(1),
            counted: Duration::from_secs(seconds),
        };
        (rounds, timing)
    }
}
