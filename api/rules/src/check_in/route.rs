//! Where an item goes from the desk.

use uuid::Uuid;

use super::{Condition, Facts};
use crate::status::Status;

/// Where an item goes from the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// To its shelf at this branch.
    Shelf,
    /// To the hold shelf of this branch.
    HoldShelf {
        /// The hold it waits for.
        hold_id: Uuid,
    },
    /// To the branch where a hold is picked up.
    TransitForHold {
        /// The pickup branch.
        branch_id: Uuid,
        /// The hold it is for.
        hold_id: Uuid,
    },
    /// To another branch: its home, or where it was sent.
    Transit {
        /// That branch.
        branch_id: Uuid,
    },
    /// Nowhere yet: staff deal with it.
    Desk {
        /// With what.
        because: Desk,
    },
}

/// Why an item stays with staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Desk {
    /// It was withdrawn.
    Withdrawn,
    /// It needs repair.
    Damaged,
    /// Parts of it have to be found.
    PartsMissing,
}

/// What the item is doing next, and where it goes. What staff must see comes first, then a hold, then its way home.
pub(super) fn next(facts: &Facts<'_>) -> (Status, Route) {
    let item = facts.item;
    let desk = |because| Route::Desk { because };
    if item.status == Status::Withdrawn {
        return (Status::Withdrawn, desk(Desk::Withdrawn));
    }
    match facts.condition {
        Condition::Good => {}
        Condition::Damaged => return (Status::InRepair, desk(Desk::Damaged)),
        Condition::PartsMissing => return (Status::InProcessing, desk(Desk::PartsMissing)),
    }
    if let Some(hold) = facts.hold {
        let (branch_id, hold_id) = (hold.pickup_branch, hold.hold_id);
        return if branch_id == facts.branch {
            (Status::OnHoldShelf, Route::HoldShelf { hold_id })
        } else {
            (Status::InTransit, Route::TransitForHold { branch_id, hold_id })
        };
    }
    let sent_to = item
        .transit_to
        .filter(|_| item.status == Status::InTransit && facts.loan.is_none());
    let branch_id = sent_to.filter(|to| *to != facts.branch).unwrap_or(item.home_branch);
    if branch_id == facts.branch {
        (Status::RecentlyReturned, Route::Shelf)
    } else {
        (Status::InTransit, Route::Transit { branch_id })
    }
}
