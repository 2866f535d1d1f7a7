//! May this patron have this item, and until when?

mod item;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub use item::{Item, OpenLoan, ShelfHold};

use crate::block::{Block, Code, Fact, in_order};
use crate::calendar::Calendar;
use crate::due_date::{self, Change, DueDate, WishError};
use crate::patron::{self, Card, Counts, Patron};
use crate::policy::{Limits, Terms};

/// What a check-out is decided from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The instant of the deed.
    pub now: DateTime<Utc>,
    /// The branch where it happens.
    pub branch: Uuid,
    /// Of the controlling branch.
    pub calendar: &'a Calendar,
    /// Who wants the item.
    pub patron: &'a Patron,
    /// What the patron has and owes.
    pub counts: &'a Counts,
    /// What the patron may have.
    pub limits: &'a Limits,
    /// The item that is wanted.
    pub item: &'a Item,
    /// The terms the policy gives; none when no policy row matches.
    pub terms: Option<&'a Terms>,
    /// Whether the item stays in the building.
    pub on_site: bool,
    /// The due date staff wish for instead of the computed one.
    pub wished_due_at: Option<DateTime<Utc>>,
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// All that stands against it, in a fixed order.
    pub blocks: Vec<Block>,
    /// When the loan is due. Under no policy: by the default terms, so that a preview has something to show.
    pub due: DueDate,
    /// The due date the policy gives, where staff wished for another.
    pub computed_due_at: DateTime<Utc>,
    /// Whether the loan of another patron has to be checked in in the same deed.
    pub take_over: bool,
    /// The hold of this patron that the loan fills.
    pub fills_hold: Option<Uuid>,
    /// The hold of another patron that loses its item and goes back to its queue.
    pub requeues_hold: Option<Uuid>,
}

/// Decides a check-out: every reason against it at once, and its due date.
///
/// # Errors
/// [`WishError`] when the wished due date is none.
pub fn decide(facts: &Facts<'_>) -> Result<Decision, WishError> {
    let fallback;
    let terms = match facts.terms {
        Some(terms) => terms,
        None => {
            fallback = Terms::default();
            &fallback
        }
    };
    let against = if facts.on_site {
        patron_blocks_on_site
    } else {
        patron_blocks
    };
    let mut blocks = against(
        facts.patron,
        facts.counts,
        facts.limits,
        facts.calendar.local_date(facts.now),
    );
    blocks.extend(policy_limit(facts, terms));
    if facts.terms.is_none() {
        blocks.push(Block::new(Code::NoPolicy));
    }
    blocks.extend(item::blocks(facts, terms));

    let mut due = computed_due(facts, terms);
    if due.changes.contains(&Change::HighDemand) {
        let waiting = Fact::Count(facts.item.others_waiting);
        blocks.push(Block::with(
            Code::HighDemand,
            [("waiting", waiting), ("due_at", due.at.into())],
        ));
    }
    let computed_due_at = due.at;
    if let Some(wish) = facts.wished_due_at {
        let at = due_date::wished(facts.calendar, terms.loan_unit, facts.now, wish)?;
        if let Some(block) = due_date::block_against(at, computed_due_at) {
            blocks.push(block);
            due = DueDate {
                at,
                on: facts.calendar.local_date(at),
                changes: Vec::new(),
            };
        }
    }
    let shelf = facts.item.on_shelf_for;
    Ok(Decision {
        blocks: in_order(blocks),
        due,
        computed_due_at,
        take_over: facts.item.open_loan.is_some_and(|loan| !loan.same_patron),
        fills_hold: shelf
            .filter(|hold| hold.this_patron)
            .map(|hold| hold.hold_id)
            .or(facts.item.own_hold),
        requeues_hold: shelf.filter(|hold| !hold.this_patron).map(|hold| hold.hold_id),
    })
}

/// What stands against lending anything to this patron, in a fixed order: the desk sees it before any item is scanned.
pub fn patron_blocks(patron: &Patron, counts: &Counts, limits: &Limits, today: NaiveDate) -> Vec<Block> {
    let mut blocks = patron_blocks_on_site(patron, counts, limits, today);
    blocks.extend(patron::full(Code::LoanLimit, "loans", counts.loans, limits.max_loans));
    in_order(blocks)
}

/// The same for an item that stays in the building: on-site loans count towards no limit but their own.
fn patron_blocks_on_site(patron: &Patron, counts: &Counts, limits: &Limits, today: NaiveDate) -> Vec<Block> {
    let mut blocks = patron::blocks(patron, counts, limits, today);
    if patron.merged {
        blocks.push(Block::new(Code::PatronMerged));
    }
    if patron.anonymised {
        blocks.push(Block::new(Code::PatronAnonymised));
    }
    match patron.card {
        Card::Active => {}
        Card::Lost => blocks.push(Block::new(Code::CardLost)),
        Card::Replaced => blocks.push(Block::new(Code::CardReplaced)),
    }
    blocks
}

fn policy_limit(facts: &Facts<'_>, terms: &Terms) -> Option<Block> {
    let counts = facts.counts;
    if facts.on_site {
        patron::full(
            Code::OnSiteLoanLimit,
            "loans",
            counts.on_site_loans,
            terms.max_onsite_loans,
        )
    } else {
        patron::full(Code::ItemTypeLimit, "loans", counts.loans_under_rule, terms.max_loans)
    }
}

fn computed_due(facts: &Facts<'_>, terms: &Terms) -> DueDate {
    if facts.on_site {
        return due_date::on_site(facts.calendar, facts.now);
    }
    let asked = due_date::Asked {
        calendar: facts.calendar,
        terms,
        now: facts.now,
        from: facts.now,
        length: terms.loan_length,
        card_expires_on: facts.patron.expires_on,
    };
    let normal = due_date::compute(&asked);
    let demand = terms
        .high_demand
        .filter(|demand| facts.item.others_waiting > demand.threshold.into());
    let Some(demand) = demand else { return normal };
    let mut shorter = due_date::compute(&due_date::Asked {
        length: demand.length,
        ..asked
    });
    if shorter.at >= normal.at {
        return normal;
    }
    shorter.changes.insert(0, Change::HighDemand);
    shorter
}
