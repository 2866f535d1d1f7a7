//! A check-in at branch 1 of an item of that branch, until a test changes it.

use carrel_rules::calendar::Calendar;
use carrel_rules::check_in::{self, ClaimResolution, Condition, Decision, Facts, Hold, Item, Refusal};
use carrel_rules::policy::Terms;
use carrel_rules::status::Status;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{at, days, id, open_daily};

#[derive(Debug, Clone)]
pub struct CheckIn {
    pub now: DateTime<Utc>,
    pub returned_at: Option<DateTime<Utc>>,
    pub branch: Uuid,
    pub calendar: Calendar,
    pub terms: Terms,
    pub item: Item,
    /// The loan's due date, start and lending branch; none: there is no loan.
    pub loan: Option<Lent>,
    pub hold: Option<Hold>,
    pub condition: Condition,
    pub claim: Option<ClaimResolution>,
    pub waive_fine: bool,
    pub in_house_use: Option<bool>,
}

#[derive(Debug, Clone, Copy)]
pub struct Lent {
    pub by: Uuid,
    pub at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub fine: Option<i64>,
}

impl CheckIn {
    /// On loan since 2 March 2026 for 7 days at 1.00 a day, handed in on the 5th.
    pub fn plain() -> Self {
        Self {
            now: at("2026-03-05 12:00:00"),
            returned_at: None,
            branch: id(1),
            calendar: open_daily(),
            terms: days(7, |set| set.fine_amount = Some(100)),
            item: Item {
                status: Status::OnLoan,
                home_branch: id(1),
                transit_to: None,
                on_shelf_for: None,
                message: None,
                missing_parts: None,
            },
            loan: Some(Lent {
                by: id(1),
                at: at("2026-03-02 12:00:00"),
                due_at: at("2026-03-09 23:59:59"),
                fine: None,
            }),
            hold: None,
            condition: Condition::Good,
            claim: None,
            waive_fine: false,
            in_house_use: None,
        }
    }

    pub fn with(change: impl FnOnce(&mut Self)) -> Self {
        let mut plain = Self::plain();
        change(&mut plain);
        plain
    }

    /// On no loan, in this status.
    pub fn without_loan(status: Status, change: impl FnOnce(&mut Self)) -> Self {
        Self::with(|given| {
            given.loan = None;
            given.item.status = status;
            change(given);
        })
    }

    pub fn try_decide(&self) -> Result<Decision, Refusal> {
        let loan = self.loan.map(|lent| check_in::Loan {
            calendar: &self.calendar,
            terms: &self.terms,
            lent_by: lent.by,
            lent_at: lent.at,
            due_at: lent.due_at,
            fine: lent.fine,
            earlier: 0,
            replacement_price: None,
            patron_cap: None,
            owed_for_others: 0,
        });
        check_in::decide(&Facts {
            now: self.now,
            returned_at: self.returned_at,
            branch: self.branch,
            item: &self.item,
            loan: loan.as_ref(),
            hold: self.hold,
            condition: self.condition,
            claim: self.claim,
            waive_fine: self.waive_fine,
            in_house_use: self.in_house_use,
        })
    }

    pub fn decide(&self) -> Decision {
        self.try_decide().expect("nothing against it")
    }

    /// What is owed for lateness afterwards, in minor units.
    pub fn fine(&self) -> i64 {
        let closing = self.decide().closing.expect("a loan that ends");
        match closing.fine_step {
            carrel_rules::overdue_fine::Step::Leave => self.loan.and_then(|lent| lent.fine).unwrap_or(0),
            carrel_rules::overdue_fine::Step::Charge { amount } => amount,
            carrel_rules::overdue_fine::Step::Adjust { to, .. } => to,
        }
    }
}
