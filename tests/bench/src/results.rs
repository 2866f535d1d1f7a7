//! Samples of all rounds, by row of the table.

use crate::deed::Deed;
use crate::pgbench::Yardstick;
use crate::sample::{Sample, median};

/// A row of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The service, with so many clients.
    Service(Deed, usize),
    /// Postgres alone, with so many clients.
    Pgbench(Yardstick, usize),
    /// Check-outs of a patron with 500 loans.
    FiveHundredLoans,
    /// Check-outs of a patron with 5 loans, between those.
    FiveLoans,
}

impl Row {
    /// What the row is about.
    pub fn name(self) -> &'static str {
        match self {
            Self::Service(deed, _) => deed.name(),
            Self::Pgbench(yardstick, _) => yardstick.name(),
            Self::FiveHundredLoans => "check-out, 500 loans out",
            Self::FiveLoans => "check-out, 5 loans out",
        }
    }

    /// How many at once.
    pub fn clients(self) -> usize {
        match self {
            Self::Service(_, clients) | Self::Pgbench(_, clients) => clients,
            Self::FiveHundredLoans | Self::FiveLoans => 1,
        }
    }

    /// Whether its throughput says anything: what the one desk does between these is not counted.
    pub fn has_throughput(self) -> bool {
        matches!(self, Self::Service(..) | Self::Pgbench(..))
    }
}

/// All samples, a row each.
#[derive(Default)]
pub struct Results {
    rows: Vec<(Row, Vec<Sample>)>,
}

impl Results {
    /// Keeps a sample.
    pub fn add(&mut self, row: Row, sample: Sample) {
        match self.rows.iter_mut().find(|(known, _)| *known == row) {
            Some((_, samples)) => samples.push(sample),
            None => self.rows.push((row, vec![sample])),
        }
    }

    /// Rows with their samples, what belongs together side by side.
    pub fn rows(&self) -> Vec<(Row, &[Sample])> {
        let mut rows: Vec<_> = self
            .rows
            .iter()
            .map(|(row, samples)| (*row, samples.as_slice()))
            .collect();
        let order: Vec<&str> = rows.iter().map(|(row, _)| row.name()).collect();
        rows.sort_by_key(|(row, _)| order.iter().position(|name| *name == row.name()));
        rows
    }

    /// How a value of one row compares with another's: the median of the rounds' quotients, since the two were measured
    /// right after each other and see the same machine.
    pub fn quotient(&self, of: Row, to: Row, value: impl Fn(&Sample) -> f64) -> f64 {
        let pairs = self.samples(of).iter().zip(self.samples(to));
        median(pairs.map(|(of, to)| value(of) / value(to)))
    }

    fn samples(&self, row: Row) -> &[Sample] {
        let found = self.rows.iter().find(|(known, _)| *known == row);
        found.map_or(&[], |(_, samples)| samples)
    }
}
