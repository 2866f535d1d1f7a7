//! What becomes of an item that is handed in, and of the loan it was on.
//!
//! In this order: may it be returned here and is a claim about it resolved; what ends with the loan; what kind of event
//! this was; where the item goes now.

mod loan;
mod message;
mod returned_at;
mod route;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use loan::{Closing, Loan, close};
pub use message::{Message, MessageCode, MessageLevel};
pub use returned_at::{MAX_BACKDATE_DAYS, ReturnedAtError};
pub use route::{Desk, Route};

use crate::block::{Block, Code, Fact, in_order};
use crate::policy::Where;
use crate::status::Status;

/// What a check-in is decided from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The instant of the deed.
    pub now: DateTime<Utc>,
    /// When the item came back, where that is known to be earlier (a book drop).
    pub returned_at: Option<DateTime<Utc>>,
    /// The branch where it is handed in.
    pub branch: Uuid,
    /// What is handed in.
    pub item: &'a Item,
    /// Its open loan.
    pub loan: Option<&'a Loan<'a>>,
    /// The hold that this item should fill next, or waits for already.
    pub hold: Option<Hold>,
    /// What staff see when they look at it.
    pub condition: Condition,
    /// How an item that was claimed returned came to light.
    pub claim: Option<ClaimResolution>,
    /// Whether lateness is forgiven.
    pub waive_fine: bool,
    /// Whether staff say that it was used in the building; none: what it was doing decides.
    pub in_house_use: Option<bool>,
}

/// The item that is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it was doing.
    pub status: Status,
    /// The branch that owns it.
    pub home_branch: Uuid,
    /// Where it is under way to, while in transit.
    pub transit_to: Option<Uuid>,
    /// The hold it waits for, while on the hold shelf.
    pub on_shelf_for: Option<Uuid>,
    /// What staff should read.
    pub message: Option<String>,
    /// What is known to be missing of it.
    pub missing_parts: Option<String>,
}

/// A hold that this item fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// The hold.
    pub hold_id: Uuid,
    /// Where its patron picks it up.
    pub pickup_branch: Uuid,
}

/// The shape an item comes back in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// As it should be.
    #[default]
    Good,
    /// It needs repair.
    Damaged,
    /// Something that belongs to it did not come back.
    PartsMissing,
}

/// How an item that a patron claimed to have returned came to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimResolution {
    /// The patron brought it after all.
    ReturnedByPatron,
    /// The library found it; the patron was right and owes nothing.
    FoundByLibrary,
}

/// What kind of event the check-in was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Its loan has ended.
    CheckedIn,
    /// It has come to where it was sent.
    Arrived,
    /// It was under way to another branch and goes on there.
    InTransit,
    /// It was on the hold shelf and still belongs there.
    OnHoldShelf,
    /// It was used in the building.
    InHouseUse,
    /// It was on no loan.
    NotOnLoan,
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What kind of event this was. An [`Outcome::InHouseUse`] is to be counted.
    pub outcome: Outcome,
    /// What the item is doing from now on.
    pub next_status: Status,
    /// Where it goes.
    pub route: Route,
    /// How its loan ends.
    pub closing: Option<Closing>,
    /// The hold that takes the item.
    pub hold: Option<Hold>,
    /// Whether that hold has just got it, so that the patron is told once.
    pub newly_held: bool,
    /// What staff should be told, in this order.
    pub messages: Vec<Message>,
}

/// Why an item is not checked in; nothing changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It may not be.
    Blocked(Vec<Block>),
    /// The date of return is none.
    ReturnedAt(ReturnedAtError),
}

/// Decides a check-in.
///
/// # Errors
/// [`Refusal`] when the item may not be returned here, its claim is unresolved, or the date of return is none.
pub fn decide(facts: &Facts<'_>) -> Result<Decision, Refusal> {
    let returned_at = returned_at::effective(facts).map_err(Refusal::ReturnedAt)?;
    let blocks = blocks(facts);
    if !blocks.is_empty() {
        return Err(Refusal::Blocked(in_order(blocks)));
    }
    let closing = facts
        .loan
        .map(|loan| close(loan, facts.item.status, returned_at, facts.claim, facts.waive_fine));
    let (next_status, route) = route::next(facts);
    let hold = facts
        .hold
        .filter(|_| matches!(route, Route::HoldShelf { .. } | Route::TransitForHold { .. }));
    let waits = next_status == Status::OnHoldShelf && facts.item.status == Status::OnHoldShelf;
    Ok(Decision {
        outcome: outcome(facts, next_status),
        next_status,
        route,
        newly_held: hold.is_some_and(|hold| !(waits && facts.item.on_shelf_for == Some(hold.hold_id))),
        hold,
        messages: message::all(facts, closing.as_ref()),
        closing,
    })
}

fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(loan) = facts.loan {
        let (allowed, home) = (loan.terms.return_allowed, facts.item.home_branch);
        if !allowed.permits(&facts.branch, &home, &loan.lent_by) {
            blocks.push(refused_here(allowed, home, loan.lent_by));
        }
        if facts.item.status == Status::ClaimedReturned && facts.claim.is_none() {
            blocks.push(Block::new(Code::ClaimUnresolved));
        }
    }
    blocks
}

/// The block that names the branch where the item may be returned.
pub(crate) fn refused_here(allowed: Where, home: Uuid, lent_by: Uuid) -> Block {
    let right = if allowed == Where::Holding { lent_by } else { home };
    Block::with(Code::ReturnRefusedHere, [("branch_id", Fact::Id(right))])
}

fn outcome(facts: &Facts<'_>, next_status: Status) -> Outcome {
    let item = facts.item;
    match item.status {
        _ if facts.loan.is_some() => Outcome::CheckedIn,
        Status::InTransit if item.transit_to.is_some_and(|to| to != facts.branch) => Outcome::InTransit,
        Status::InTransit => Outcome::Arrived,
        Status::OnHoldShelf if next_status == Status::OnHoldShelf => Outcome::OnHoldShelf,
        _ if used_in_house(facts) => Outcome::InHouseUse,
        _ => Outcome::NotOnLoan,
    }
}

/// An item that should stand on its shelf here and that nobody waits for was taken from it and used.
fn used_in_house(facts: &Facts<'_>) -> bool {
    let free = facts.item.status == Status::Available && facts.item.home_branch == facts.branch;
    facts.in_house_use.unwrap_or(free && facts.hold.is_none())
}
