//! May this patron wait for this?

use chrono::NaiveDate;

use crate::block::{Block, Code, Fact, in_order};
use crate::patron::{self, Counts, Patron, age_on};
use crate::policy::{HoldTerms, Limits};
use crate::status::Status;

/// What placing a hold is decided from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The day of the deed.
    pub today: NaiveDate,
    /// Who wants it.
    pub patron: &'a Patron,
    /// What the patron has and owes.
    pub counts: &'a Counts,
    /// What the patron may have.
    pub limits: &'a Limits,
    /// The patron's open holds.
    pub holds: i64,
    /// Those of them on this title.
    pub holds_on_title: i64,
    /// Whether one of them is for this very item.
    pub holds_item: bool,
    /// Whether the patron has an item of this title on loan.
    pub same_title_out: bool,
    /// The age from which the title may be lent.
    pub min_age: Option<u32>,
    /// Whether the hold names one item.
    pub names_item: bool,
    /// The copies that fit the wish: all of the title, those of its part, or the one that is named.
    pub copies: &'a [Copy],
}

/// A copy that fits the wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copy {
    /// What it is doing.
    pub status: Status,
    /// Whether this very copy is kept from loan.
    pub not_for_loan: bool,
    /// What the policy says of it.
    pub terms: HoldTerms,
    /// Whether its policy lets it be picked up there, and it may be sent there.
    pub reaches_pickup: bool,
}

impl Copy {
    /// Whether it is there at all, or will be.
    fn exists(&self) -> bool {
        !matches!(
            self.status,
            Status::Withdrawn | Status::Lost | Status::Missing | Status::ClaimedReturned
        )
    }

    fn may_be_held(&self) -> bool {
        self.terms.holdable && !self.not_for_loan
    }

    fn is_on_shelf(&self) -> bool {
        matches!(self.status, Status::Available | Status::RecentlyReturned)
    }
}

/// Everything that stands against it, in a fixed order. A limit is told when one more hold would be over it.
pub fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let mut blocks = patron::blocks(facts.patron, facts.counts, facts.limits, facts.today);
    if facts.patron.merged {
        blocks.push(Block::new(Code::PatronMerged));
    }
    if facts.patron.anonymised {
        blocks.push(Block::new(Code::PatronAnonymised));
    }
    blocks.extend(patron::full(
        Code::HoldLimit,
        "holds",
        facts.holds,
        facts.limits.max_holds,
    ));
    blocks.extend(on_title(facts));
    blocks.extend(age_block(facts));
    if facts.same_title_out {
        blocks.push(Block::new(Code::SameTitleOut));
    }
    blocks.extend(copy_blocks(facts));
    in_order(blocks)
}

/// A second hold on a title is the same wish again, unless the policy lets a patron have several.
fn on_title(facts: &Facts<'_>) -> Option<Block> {
    let most = facts.copies.iter().map(|copy| copy.terms.holds_per_title).max();
    let most = i64::from(most.unwrap_or(1));
    if facts.holds_item || (facts.holds_on_title > 0 && most <= 1) {
        return Some(Block::new(Code::AlreadyHeld));
    }
    (facts.holds_on_title >= most).then(|| {
        Block::with(
            Code::HoldsPerTitle,
            [("holds", Fact::Count(facts.holds_on_title)), ("max", Fact::Count(most))],
        )
    })
}

fn age_block(facts: &Facts<'_>) -> Option<Block> {
    let min_age = facts.min_age?;
    let age = age_on(facts.patron.born_on?, facts.today);
    (age < min_age).then(|| Block::with(Code::AgeRestricted, [("min_age", Fact::Count(min_age.into()))]))
}

/// Of what narrows the copies down, the first that leaves none is told.
fn copy_blocks(facts: &Facts<'_>) -> Vec<Block> {
    let copies: Vec<_> = facts.copies.iter().filter(|copy| copy.exists()).collect();
    if copies.is_empty() {
        return vec![Block::new(Code::NoCopy)];
    }
    let mut blocks = Vec::new();
    if facts.names_item && copies.iter().all(|copy| !copy.terms.item_level_holds) {
        blocks.push(Block::new(Code::ItemHoldsOff));
    }
    let holdable: Vec<_> = copies.into_iter().filter(|copy| copy.may_be_held()).collect();
    if holdable.is_empty() {
        blocks.push(Block::new(Code::NotHoldable));
    } else if holdable.iter().all(|copy| !copy.reaches_pickup) {
        blocks.push(Block::new(Code::PickupNotAllowed));
    }
    if holdable
        .iter()
        .any(|copy| copy.is_on_shelf() && !copy.terms.on_shelf_holds)
    {
        blocks.push(Block::new(Code::CopyOnShelf));
    }
    blocks
}
