//! Who gets a copy next, which copy is fetched for whom, and how long that takes.

mod assign;
mod wait;

use chrono::NaiveDate;
use uuid::Uuid;

pub use assign::{Assigned, Shelved, Wish, assign};
pub use wait::{Wait, wait};

/// A hold in its queue, as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// The hold.
    pub hold_id: Uuid,
    /// Where its patron picks it up.
    pub pickup_branch: Uuid,
    /// The one copy that will do; none: any.
    pub item: Option<Uuid>,
    /// The part that will do; none: any.
    pub part: Option<String>,
    /// Whether its patron lets others go first.
    pub suspended: bool,
    /// The day from which it counts again.
    pub suspended_until: Option<NaiveDate>,
    /// Whether the patron may borrow at all: the card has not expired, and nobody restricted them.
    pub barred: bool,
    /// Whether the policy of the pickup branch lets the patron hold this copy.
    pub holdable: bool,
    /// Whether the copy may be sent from where it is to where it is picked up.
    pub reachable: bool,
}

/// The copy that somebody could get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copy<'a> {
    /// The copy.
    pub item: Uuid,
    /// Its part.
    pub part: Option<&'a str>,
    /// The branch where it is.
    pub branch: Uuid,
}

/// Whether this hold could be filled with the copy today.
pub fn fits(hold: &Queued, copy: &Copy<'_>, today: NaiveDate) -> bool {
    let counts = !hold.suspended || hold.suspended_until.is_some_and(|day| day <= today);
    let wanted = hold.item.is_none_or(|item| item == copy.item)
        && hold.part.as_deref().is_none_or(|part| copy.part == Some(part));
    let reaches = hold.pickup_branch == copy.branch || hold.reachable;
    counts && wanted && reaches && hold.holdable && !hold.barred
}

/// The first of the queue who could get the copy. `queue` is in order of position.
pub fn first_for<'a>(queue: &'a [Queued], copy: &Copy<'_>, today: NaiveDate) -> Option<&'a Queued> {
    queue.iter().find(|hold| fits(hold, copy, today))
}
