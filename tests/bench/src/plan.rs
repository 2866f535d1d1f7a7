//! What is measured, in which order, and in which state of the library.

use crate::deed::Deed;
use crate::pgbench::Yardstick;

/// How many clients there are.
pub const CLIENTS: [usize; 3] = [1, 4, 16];
/// The number of clients that budgets are about.
pub const MANY: usize = 16;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The service.
    Service(Deed),
    /// Postgres alone.
    Pgbench(Yardstick),
    /// Check-outs of a patron with 500 loans beside those of one with 5.
    Unequal,
}

/// One measurement of a round.
#[derive(Clone, Copy)]
pub struct Step {
    /// What.
    pub subject: Subject,
    /// How many at once.
    pub clients: usize,
}

/// A state of the library: the script that brings it about, after `shelf`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Every item on its shelf.
    Shelf,
    /// Every item on loan.
    Lent,
    /// Two patrons with 500 loans and with 5.
    Unequal,
}

impl State {
    /// The scripts of `sql/` that lead here from anywhere.
    pub fn scripts(self) -> &'static [&'static str] {
        match self {
            Self::Shelf => &["shelf", "settled"],
            Self::Lent => &["shelf", "lent", "settled"],
            Self::Unequal => &["shelf", "unequal", "settled"],
        }
    }
}

impl Step {
    /// Where it begins.
    pub fn state(self) -> State {
        match self.subject {
            Subject::Service(Deed::CheckOut) | Subject::Pgbench(Yardstick::CheckOut | Yardstick::Smallest) => {
                State::Shelf
            }
            Subject::Service(_) | Subject::Pgbench(Yardstick::Account) => State::Lent,
            Subject::Unequal => State::Unequal,
        }
    }

    /// Whether the library is no longer in that state afterwards. Renewals leave every item on loan.
    pub fn spoils(self) -> bool {
        !matches!(
            self.subject,
            Subject::Service(Deed::Renewal | Deed::Account | Deed::Item | Deed::Patron)
                | Subject::Pgbench(Yardstick::Account)
        )
    }

    /// For whoever watches.
    pub fn name(self) -> &'static str {
        match self.subject {
            Subject::Service(deed) => deed.name(),
            Subject::Pgbench(yardstick) => yardstick.name(),
            Subject::Unequal => "500 loans and 5",
        }
    }
}

/// One round: each yardstick right after what it is held against, so that both see the same machine.
pub fn round() -> Vec<Step> {
    let mut steps = Vec::new();
    for clients in CLIENTS {
        let many = clients == MANY;
        let subjects = [
            Some(Subject::Service(Deed::CheckOut)),
            Some(Subject::Pgbench(Yardstick::CheckOut)),
            many.then_some(Subject::Pgbench(Yardstick::Smallest)),
            Some(Subject::Service(Deed::Renewal)),
            Some(Subject::Service(Deed::Account)),
            many.then_some(Subject::Pgbench(Yardstick::Account)),
            Some(Subject::Service(Deed::Item)),
            Some(Subject::Service(Deed::Patron)),
            Some(Subject::Service(Deed::CheckIn)),
        ];
        steps.extend(subjects.into_iter().flatten().map(|subject| Step { subject, clients }));
    }
    steps.push(Step {
        subject: Subject::Unequal,
        clients: 1,
    });
    steps
}
