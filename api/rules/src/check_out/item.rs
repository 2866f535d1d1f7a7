//! The item's side of a check-out.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Facts;
use crate::block::{Block, Code, Fact};
use crate::patron::age_on;
use crate::policy::{Terms, Where};
use crate::status::Status;

/// The item of a check-out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is doing.
    pub status: Status,
    /// The branch that owns it.
    pub home_branch: Uuid,
    /// Whether this very item is kept from loan, whatever its policy says.
    pub not_for_loan: bool,
    /// The age from which it may be lent.
    pub min_age: Option<u32>,
    /// What is missing of it.
    pub missing_parts: Option<String>,
    /// What staff should read before lending it.
    pub message: Option<String>,
    /// Its open loan.
    pub open_loan: Option<OpenLoan>,
    /// The hold it waits for on the hold shelf.
    pub on_shelf_for: Option<ShelfHold>,
    /// A hold of this patron that this item would fill, where it is not on the shelf for it.
    pub own_hold: Option<Uuid>,
    /// How many other patrons wait for the title.
    pub others_waiting: i64,
    /// Whether the patron has borrowed the title before (known only of those who keep their history).
    pub previously_borrowed: bool,
    /// Whether the patron has another item of the title on loan.
    pub same_title_out: bool,
}

/// The open loan of an item that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenLoan {
    /// The loan.
    pub loan_id: Uuid,
    /// Whether it is this patron's.
    pub same_patron: bool,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// The branch that lent it.
    pub lent_at: Uuid,
    /// Where its terms let it be returned.
    pub return_allowed: Where,
}

/// The hold an item waits for on the hold shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShelfHold {
    /// The hold.
    pub hold_id: Uuid,
    /// Whether it is this patron's.
    pub this_patron: bool,
}

/// What stands against lending this item.
pub(super) fn blocks(facts: &Facts<'_>, terms: &Terms) -> Vec<Block> {
    let item = facts.item;
    let mut blocks = Vec::new();
    blocks.extend(age_block(facts));
    // What never leaves the building is what on-site loans are for.
    if !facts.on_site && (item.not_for_loan || !terms.loanable) {
        blocks.push(Block::new(Code::NotForLoan));
    }
    blocks.extend(status_block(item));
    if let Some(loan) = item.open_loan {
        blocks.extend(loan_blocks(facts, &loan));
    }
    blocks.extend(
        item.missing_parts
            .as_deref()
            .map(|parts| noted(Code::ItemMissingParts, parts)),
    );
    blocks.extend(item.message.as_deref().map(|message| noted(Code::ItemMessage, message)));
    if item.previously_borrowed {
        blocks.push(Block::new(Code::PreviouslyBorrowed));
    }
    if item.same_title_out {
        blocks.push(Block::new(Code::SameTitleOut));
    }
    blocks
}

fn age_block(facts: &Facts<'_>) -> Option<Block> {
    let min_age = facts.item.min_age?;
    let age = age_on(facts.patron.born_on?, facts.calendar.local_date(facts.now));
    (age < min_age).then(|| Block::with(Code::AgeRestricted, [("min_age", Fact::Count(min_age.into()))]))
}

fn status_block(item: &Item) -> Option<Block> {
    let code = match item.status {
        // A loan speaks for itself; the status without a loan is stale and harms nobody.
        Status::Available | Status::RecentlyReturned | Status::OnLoan => return None,
        Status::OnHoldShelf => match item.on_shelf_for {
            Some(hold) if !hold.this_patron => {
                return Some(Block::with(Code::ItemOnHoldShelf, [("hold_id", hold.hold_id.into())]));
            }
            _ => return None,
        },
        Status::InTransit => Code::ItemInTransit,
        Status::InProcessing | Status::InRepair => {
            let status = Fact::Text(item.status.as_str().to_owned());
            return Some(Block::with(Code::ItemInProcessing, [("status", status)]));
        }
        Status::OnOrder => Code::ItemOnOrder,
        Status::Lost => Code::ItemLost,
        Status::Missing => Code::ItemMissing,
        Status::ClaimedReturned => Code::ItemClaimedReturned,
        Status::Withdrawn => Code::ItemWithdrawn,
    };
    Some(Block::new(code))
}

/// A loan of another patron can be taken over where the item could be returned; one of the same patron never.
fn loan_blocks(facts: &Facts<'_>, loan: &OpenLoan) -> Vec<Block> {
    let about = [("loan_id", loan.loan_id.into()), ("due_at", loan.due_at.into())];
    if loan.same_patron {
        return vec![Block::with(Code::OnLoanToPatron, about)];
    }
    let mut blocks = vec![Block::with(Code::OnLoanToAnother, about)];
    let home = facts.item.home_branch;
    if !loan.return_allowed.permits(&facts.branch, &home, &loan.lent_at) {
        blocks.push(crate::check_in::refused_here(loan.return_allowed, home, loan.lent_at));
    }
    blocks
}

fn noted(code: Code, message: &str) -> Block {
    Block::with(code, [("message", Fact::Text(message.to_owned()))])
}
