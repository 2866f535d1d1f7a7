//! A check-out that nothing stands against, until a test changes it.

use carrel_rules::block::Code;
use carrel_rules::calendar::Calendar;
use carrel_rules::check_out::{self, Decision, Facts, Item, OpenLoan};
use carrel_rules::due_date::WishError;
use carrel_rules::patron::{Counts, Patron};
use carrel_rules::policy::{Limits, Terms, Where};
use carrel_rules::status::Status;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{at, codes, days, id, open_daily};

#[derive(Debug, Clone)]
pub struct CheckOut {
    pub now: DateTime<Utc>,
    pub branch: Uuid,
    pub calendar: Calendar,
    pub patron: Patron,
    pub counts: Counts,
    pub limits: Limits,
    pub item: Item,
    pub terms: Option<Terms>,
    pub on_site: bool,
    pub wished_due_at: Option<DateTime<Utc>>,
}

impl CheckOut {
    /// An item on its shelf, for 7 days from Monday 2 March 2026, 12:00.
    pub fn plain() -> Self {
        Self {
            now: at("2026-03-02 12:00:00"),
            branch: id(1),
            calendar: open_daily(),
            patron: Patron::default(),
            counts: Counts::default(),
            limits: Limits::default(),
            item: Item {
                status: Status::Available,
                home_branch: id(1),
                not_for_loan: false,
                min_age: None,
                missing_parts: None,
                message: None,
                open_loan: None,
                on_shelf_for: None,
                own_hold: None,
                others_waiting: 0,
                previously_borrowed: false,
                same_title_out: false,
            },
            terms: Some(days(7, |_| {})),
            on_site: false,
            wished_due_at: None,
        }
    }

    pub fn with(change: impl FnOnce(&mut Self)) -> Self {
        let mut plain = Self::plain();
        change(&mut plain);
        plain
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts {
            now: self.now,
            branch: self.branch,
            calendar: &self.calendar,
            patron: &self.patron,
            counts: &self.counts,
            limits: &self.limits,
            item: &self.item,
            terms: self.terms.as_ref(),
            on_site: self.on_site,
            wished_due_at: self.wished_due_at,
        }
    }

    pub fn try_decide(&self) -> Result<Decision, WishError> {
        check_out::decide(&self.facts())
    }

    pub fn decide(&self) -> Decision {
        self.try_decide().expect("no wish that cannot be")
    }

    pub fn codes(&self) -> Vec<Code> {
        codes(&self.decide().blocks)
    }
}

/// A loan of the wanted item, from branch 1, that may be returned anywhere.
pub fn open_loan(same_patron: bool) -> OpenLoan {
    OpenLoan {
        loan_id: id(8),
        same_patron,
        due_at: at("2026-03-09 23:59:59"),
        lent_at: id(1),
        return_allowed: Where::Anywhere,
    }
}
