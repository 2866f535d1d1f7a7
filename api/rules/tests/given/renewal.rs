//! A renewal that nothing stands against, until a test changes it.

use carrel_rules::block::Code;
use carrel_rules::calendar::Calendar;
use carrel_rules::patron::{Counts, Patron};
use carrel_rules::policy::{Limits, Terms};
use carrel_rules::renewal::{self, Decision, Facts, Holds, Loan};
use carrel_rules::status::Status;
use chrono::{DateTime, Utc};

use super::{at, codes, days, open_daily};

#[derive(Debug, Clone)]
pub struct Renewal {
    pub now: DateTime<Utc>,
    pub calendar: Calendar,
    pub terms: Terms,
    pub loan: Loan,
    pub patron: Patron,
    pub counts: Counts,
    pub limits: Limits,
    pub holds: Holds,
    pub owed_for_others: i64,
}

impl Renewal {
    /// A loan of 7 days due on Monday 9 March 2026, renewed on the Thursday before; two renewals are allowed.
    pub fn plain() -> Self {
        Self {
            now: at("2026-03-05 12:00:00"),
            calendar: open_daily(),
            terms: days(7, |set| set.renewals_max = Some(2)),
            loan: Loan {
                closed: false,
                on_site: false,
                status: Status::OnLoan,
                due_at: at("2026-03-09 23:59:59"),
                renewals: 0,
                fine: None,
                earlier: 0,
            },
            patron: Patron::default(),
            counts: Counts::default(),
            limits: Limits::default(),
            holds: Holds::default(),
            owed_for_others: 0,
        }
    }

    pub fn with(change: impl FnOnce(&mut Self)) -> Self {
        let mut plain = Self::plain();
        change(&mut plain);
        plain
    }

    pub fn decide(&self) -> Decision {
        renewal::decide(&Facts {
            now: self.now,
            calendar: &self.calendar,
            terms: &self.terms,
            loan: self.loan,
            patron: &self.patron,
            counts: &self.counts,
            limits: &self.limits,
            holds: self.holds,
            replacement_price: None,
            owed_for_others: self.owed_for_others,
        })
    }

    pub fn codes(&self) -> Vec<Code> {
        codes(&self.decide().blocks)
    }
}
