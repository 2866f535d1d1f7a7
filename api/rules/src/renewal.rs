//! May this loan go on, and until when?

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::block::{Block, Code, Fact, in_order};
use crate::calendar::Calendar;
use crate::due_date::{self, DueDate};
use crate::overdue_fine::{self, Fine, Step};
use crate::patron::{self, Counts, Patron};
use crate::policy::{Limits, RenewalFrom, Terms};
use crate::status::Status;

/// What a renewal is decided from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The instant of the deed.
    pub now: DateTime<Utc>,
    /// Of the controlling branch.
    pub calendar: &'a Calendar,
    /// Of the loan.
    pub terms: &'a Terms,
    /// The loan.
    pub loan: Loan,
    /// Whose loan it is.
    pub patron: &'a Patron,
    /// What the patron has and owes; the loan itself counts where it is overdue.
    pub counts: &'a Counts,
    /// What the patron may have.
    pub limits: &'a Limits,
    /// Who waits for the item.
    pub holds: Holds,
    /// What the item costs to replace, where that is recorded.
    pub replacement_price: Option<i64>,
    /// What the patron owes in overdue fines for other loans.
    pub owed_for_others: i64,
}

/// The loan to be renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loan {
    /// Whether it has ended.
    pub closed: bool,
    /// Whether the item stays in the building.
    pub on_site: bool,
    /// The status of its item.
    pub status: Status,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// How often it was renewed.
    pub renewals: i64,
    /// What its fine stands at; none when it has none.
    pub fine: Option<i64>,
    /// What of that belongs to times that renewals have ended.
    pub earlier: i64,
}

/// Who waits for the item of the loan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holds {
    /// Whether somebody waits for exactly this item.
    pub on_item: bool,
    /// How many others wait for the title and not for one item of it.
    pub on_title: i64,
    /// How many other copies could fill those and are free.
    pub free_copies: i64,
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// All that stands against it, in a fixed order.
    pub blocks: Vec<Block>,
    /// When the loan would be due.
    pub due: DueDate,
    /// The fine so far, which the renewal charges.
    pub fine: Fine,
    /// What to do with the loan's fine.
    pub fine_step: Step,
}

/// The first day on which a loan may renew itself: so many days before it is due as the policy lets it be renewed at
/// the earliest, and the due date itself when the policy says nothing.
pub fn renews_itself_from(terms: &Terms, due_on: NaiveDate) -> Option<NaiveDate> {
    let ahead = Days::new(terms.no_renewal_before_days.unwrap_or(0).max(0).unsigned_abs().into());
    terms
        .auto_renew
        .then(|| due_on.checked_sub_days(ahead).unwrap_or(due_on))
}

/// Decides a renewal: every reason against it at once, the new due date, and the fine up to now.
///
/// It counts from the due date or from today, as the policy says; one that so would not lie after now counts from
/// today. It never shortens a loan or leaves it as it is.
pub fn decide(facts: &Facts<'_>) -> Decision {
    let due = new_due(facts);
    let mut blocks = patron::blocks(
        facts.patron,
        facts.counts,
        facts.limits,
        facts.calendar.local_date(facts.now),
    );
    blocks.extend(loan_blocks(facts, &due));
    blocks.extend(hold_blocks(&facts.holds));
    let fine = overdue_fine::assess(&overdue_fine::Facts {
        calendar: facts.calendar,
        terms: facts.terms,
        due_at: facts.loan.due_at,
        until: facts.now,
        earlier: facts.loan.earlier,
        replacement_price: facts.replacement_price,
        patron_cap: facts.limits.fine_cap,
        owed_for_others: facts.owed_for_others,
    });
    Decision {
        blocks: in_order(blocks),
        due,
        fine_step: overdue_fine::step(facts.loan.fine, fine.amount),
        fine,
    }
}

fn new_due(facts: &Facts<'_>) -> DueDate {
    let from = match facts.terms.renewal_from {
        RenewalFrom::Due => facts.loan.due_at,
        RenewalFrom::Today => facts.now,
    };
    due_date::compute(&due_date::Asked {
        calendar: facts.calendar,
        terms: facts.terms,
        now: facts.now,
        from,
        length: facts.terms.renewal_length,
        card_expires_on: facts.patron.expires_on,
    })
}

fn loan_blocks(facts: &Facts<'_>, due: &DueDate) -> Vec<Block> {
    let Facts {
        loan, terms, calendar, ..
    } = facts;
    let mut blocks = Vec::new();
    if loan.closed {
        blocks.push(Block::new(Code::LoanClosed));
    }
    if loan.on_site {
        blocks.push(Block::new(Code::OnSiteLoan));
    }
    match loan.status {
        Status::Lost => blocks.push(Block::new(Code::ItemLost)),
        Status::ClaimedReturned => blocks.push(Block::new(Code::ItemClaimedReturned)),
        _ => {}
    }
    if loan.renewals >= terms.renewals_max.into() {
        let max = Fact::Count(terms.renewals_max.into());
        blocks.push(Block::with(
            Code::RenewalLimit,
            [("renewals", Fact::Count(loan.renewals)), ("max", max)],
        ));
    }
    let wait = terms
        .no_renewal_before_days
        .map(|days| Days::new(days.max(0).unsigned_abs().into()));
    let renewable_on = wait.and_then(|days| calendar.local_date(loan.due_at).checked_sub_days(days));
    if let Some(day) = renewable_on.filter(|day| calendar.local_date(facts.now) < *day) {
        blocks.push(Block::with(Code::RenewalTooSoon, [("renewable_on", day.into())]));
    }
    if due.at <= loan.due_at {
        blocks.push(Block::with(
            Code::RenewalWouldNotExtend,
            [("due_at", loan.due_at.into())],
        ));
    }
    blocks
}

fn hold_blocks(holds: &Holds) -> Vec<Block> {
    let mut blocks = Vec::new();
    if holds.on_item {
        blocks.push(Block::new(Code::ItemHold));
    }
    if holds.on_title > holds.free_copies {
        let waiting = Fact::Count(holds.on_title);
        blocks.push(Block::with(
            Code::TitleHold,
            [("waiting", waiting), ("free", Fact::Count(holds.free_copies))],
        ));
    }
    blocks
}
