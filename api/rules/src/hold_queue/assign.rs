//! Which copy on a shelf is fetched for which hold.

use std::collections::BTreeMap;

use uuid::Uuid;

/// A hold that a copy on a shelf could fill: not suspended, its patron not barred. In order of position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The hold.
    pub hold_id: Uuid,
    /// Where its patron picks it up.
    pub pickup_branch: Uuid,
    /// The copies that would do, may be held and may be sent there.
    pub copies: Vec<Uuid>,
    /// The branches where somebody looked in vain.
    pub missed_at: Vec<Uuid>,
}

/// A copy on its shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shelved {
    /// The copy.
    pub item: Uuid,
    /// The branch where it stands.
    pub branch: Uuid,
    /// The place of the branch among the branches.
    pub branch_order: i32,
}

/// A copy to be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assigned {
    /// The hold.
    pub hold_id: Uuid,
    /// The copy.
    pub item: Uuid,
    /// The branch whose list it is on.
    pub branch: Uuid,
}

/// Gives each hold of a title at most one copy, and no copy twice. A hold gets one of its pickup branch, else one of the
/// branch that has most of those left, then of the branch that comes first. `shelf` is in the order in which the copies
/// of a branch are taken.
pub fn assign(queue: &[Wish], shelf: &[Shelved]) -> Vec<Assigned> {
    let mut left: Vec<Shelved> = shelf.to_vec();
    let mut assigned = Vec::new();
    for wish in queue {
        let Some(at) = choose(wish, &left) else { continue };
        let copy = left.remove(at);
        assigned.push(Assigned {
            hold_id: wish.hold_id,
            item: copy.item,
            branch: copy.branch,
        });
    }
    assigned
}

fn choose(wish: &Wish, left: &[Shelved]) -> Option<usize> {
    let fits = |copy: &Shelved| wish.copies.contains(&copy.item) && !wish.missed_at.contains(&copy.branch);
    let mut branches: BTreeMap<Uuid, (i64, i32)> = BTreeMap::new();
    for copy in left.iter().filter(|copy| fits(copy)) {
        let branch = branches.entry(copy.branch).or_insert((0, copy.branch_order));
        branch.0 += 1;
    }
    let best = branches.into_iter().min_by_key(|(branch, (copies, order))| {
        let elsewhere = *branch != wish.pickup_branch;
        (elsewhere, -copies, *order, *branch)
    });
    let (branch, _) = best?;
    left.iter().position(|copy| copy.branch == branch && fits(copy))
}
