//! What a branch fetches from its shelves for holds. Nothing of it is stored: each reading assigns the copies anew, in
//! the order of the queues, so no copy is asked for twice and each hold is on the list of one branch.

mod miss;

use std::collections::{BTreeMap, HashSet};

use carrel_rules::hold_queue::{Shelved, Wish, assign};
use carrel_rules::policy::HoldTerms;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::refs::{BranchRef, CodeRef, ItemRef};
use crate::policies;

use super::store::pull_list::{self as store, ShelvedCopy, Waiting};

pub(super) use miss::{Miss, miss};

/// So much of a shelf key tells copies of a list apart; the rest is left to their ids.
const KEY_LENGTH: usize = 60;

/// A copy to be fetched.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub hold_id: Uuid,
    pub item: ItemRef,
    /// The branch on whose shelf it stands.
    pub branch_id: Uuid,
    pub location: CodeRef,
    pub pickup_branch: BranchRef,
    pub placed_at: DateTime<Utc>,
    pub wanted_until: Option<NaiveDate>,
    /// Its place on the way through the shelves, and the item.
    pub order: (String, Uuid),
}

/// The list of a branch, in the order of its shelves.
pub(super) fn of_branch(conn: &mut PgConnection, desk: &Desk, branch_id: Uuid) -> QueryResult<Vec<Entry>> {
    let mut entries = assigned(conn, desk, branch_id, None)?;
    entries.retain(|entry| entry.branch_id == branch_id);
    entries.sort_by(|one, other| one.order.cmp(&other.order));
    Ok(entries)
}

/// What all branches fetch of the titles that this one has on its shelves, or of one of them.
fn assigned(conn: &mut PgConnection, desk: &Desk, branch_id: Uuid, title_id: Option<Uuid>) -> QueryResult<Vec<Entry>> {
    let copies = store::shelved(conn, branch_id, title_id)?;
    let waiting = store::waiting(conn, desk, branch_id, title_id)?;
    let Some(version) = waiting.first().map(|hold| hold.policy_version) else {
        return Ok(Vec::new());
    };
    let policies = policies::cache::current(conn, version)?;
    let barred: HashSet<_> = store::barred_ways(conn)?.into_iter().collect();
    let may_fill = |copy: &ShelvedCopy, hold: &Waiting| {
        let pickup = hold.pickup_branch.0.id;
        let terms = HoldTerms::from(&policies.resolve(pickup, hold.patron_category_id, copy.item_type_id));
        hold.item_id.is_none_or(|item| item == copy.id)
            && hold
                .part
                .as_ref()
                .is_none_or(|part| copy.item.0.part.as_ref() == Some(part))
            && terms.holdable
            && (copy.branch_id == pickup || !barred.contains(&(copy.branch_id, pickup)))
    };
    let mut titles: BTreeMap<Uuid, (Vec<&ShelvedCopy>, Vec<&Waiting>)> = BTreeMap::new();
    for copy in copies.iter().filter(|copy| !copy.is_missed) {
        titles.entry(copy.title_id).or_default().0.push(copy);
    }
    for hold in waiting.iter().filter(|hold| !hold.is_barred) {
        titles.entry(hold.title_id).or_default().1.push(hold);
    }
    let of_title = |(copies, holds): (Vec<&ShelvedCopy>, Vec<&Waiting>)| {
        let queue: Vec<_> = holds.iter().map(|hold| wish(hold, &copies, may_fill)).collect();
        let shelf: Vec<_> = copies.iter().map(|copy| shelved(copy)).collect();
        let pairs = assign(&queue, &shelf);
        let entries = pairs.into_iter().filter_map(|pair| {
            let copy = copies.iter().find(|copy| copy.id == pair.item)?;
            let hold = holds.iter().find(|hold| hold.hold_id == pair.hold_id)?;
            Some(entry(copy, hold))
        });
        entries.collect::<Vec<_>>()
    };
    Ok(titles.into_values().flat_map(of_title).collect())
}

fn wish(hold: &Waiting, copies: &[&ShelvedCopy], may_fill: impl Fn(&ShelvedCopy, &Waiting) -> bool) -> Wish {
    let fitting = copies.iter().filter(|copy| may_fill(copy, hold));
    Wish {
        hold_id: hold.hold_id,
        pickup_branch: hold.pickup_branch.0.id,
        copies: fitting.map(|copy| copy.id).collect(),
        missed_at: hold.missed_at.clone(),
    }
}

fn shelved(copy: &ShelvedCopy) -> Shelved {
    Shelved {
        item: copy.id,
        branch: copy.branch_id,
        branch_order: copy.branch_order,
    }
}

fn entry(copy: &ShelvedCopy, hold: &Waiting) -> Entry {
    let key: String = copy.shelf_key.chars().take(KEY_LENGTH).collect();
    let place = i64::from(copy.location_order) - i64::from(i32::MIN);
    Entry {
        hold_id: hold.hold_id,
        item: copy.item.0.clone(),
        branch_id: copy.branch_id,
        location: copy.location.0.clone(),
        pickup_branch: hold.pickup_branch.0.clone(),
        placed_at: hold.placed_at,
        wanted_until: hold.wanted_until,
        order: (format!("{place:010} {} {key}", copy.location.0.code), copy.id),
    }
}
