//! A copy comes back: who gets it, and putting it aside for them.

use carrel_rules::check_in::Hold as Target;
use carrel_rules::hold_queue::{Copy, Queued, first_for as first_of};
use carrel_rules::policy::HoldTerms;
use carrel_rules::status::Status;
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use uuid::Uuid;

use crate::branches::calendar_cache;
use crate::platform::desk::Desk;
use crate::policies;

use super::fill::requeue;
use super::store::capture::{self as store, Candidate, PAGE, PutAside};
use super::store::read::{self, Hold};

/// The hold that an item is put aside for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Captured {
    pub hold_id: Uuid,
    pub pickup_branch_id: Uuid,
    /// Whether it is on the hold shelf; else under way there.
    pub is_waiting: bool,
}

/// The first of the queue who could have the item that is handed in at this desk. The queue is read in pages, in order.
pub(crate) fn first_for(conn: &mut PgConnection, desk: &Desk, item_id: Uuid) -> QueryResult<Option<Target>> {
    let mut after: Option<String> = None;
    loop {
        let page = store::queue(conn, desk, item_id, after.as_deref())?;
        let Some(last) = page.last() else { return Ok(None) };
        after = Some(last.rank.clone());
        let is_last = i64::try_from(page.len()).is_ok_and(|rows| rows < PAGE);
        let copy = Copy {
            item: item_id,
            part: last.item_part.as_deref(),
            branch: desk.branch_id,
        };
        let policies = policies::cache::current(conn, last.policy_version)?;
        let queue: Vec<_> = page.iter().map(|candidate| queued(&policies, candidate)).collect();
        if let Some(first) = first_of(&queue, &copy, desk.today) {
            return Ok(Some(Target {
                hold_id: first.hold_id,
                pickup_branch: first.pickup_branch,
            }));
        }
        if is_last {
            return Ok(None);
        }
    }
}

fn queued(policies: &policies::cache::PolicySet, candidate: &Candidate) -> Queued {
    let terms = HoldTerms::from(&policies.resolve(
        candidate.pickup_branch_id,
        candidate.patron_category_id,
        candidate.item_type_id,
    ));
    Queued {
        hold_id: candidate.hold_id,
        pickup_branch: candidate.pickup_branch_id,
        item: candidate.wanted_item_id,
        part: candidate.wanted_part.clone(),
        suspended: candidate.is_suspended,
        suspended_until: candidate.suspended_until,
        barred: candidate.is_barred,
        holdable: terms.holdable && candidate.is_for_loan,
        reachable: candidate.is_reachable,
    }
}

/// Brings the holds of an item to what a check-in has decided: `before` had it, `after` gets it, and the item now has
/// `status`. Tells the hold that has it, and whether that is news to its patron. The title is locked already.
pub(crate) fn settle(
    conn: &mut PgConnection,
    desk: &Desk,
    item_id: Uuid,
    before: Option<Captured>,
    after: Option<(Uuid, Status)>,
) -> QueryResult<Option<(Hold, bool)>> {
    if let Some(lost) = before.filter(|before| after.is_none_or(|(hold_id, _)| hold_id != before.hold_id)) {
        requeue(conn, desk, lost.hold_id)?;
    }
    let Some((hold_id, status)) = after else {
        return Ok(None);
    };
    let to_shelf = status == Status::OnHoldShelf;
    let stays = before.is_some_and(|before| before.hold_id == hold_id && before.is_waiting == to_shelf);
    if !stays {
        let shelf_expires_on = if to_shelf {
            Some(last_day(conn, desk, hold_id, item_id)?)
        } else {
            None
        };
        let aside = PutAside {
            hold_id,
            item_id,
            shelf_expires_on,
        };
        store::put_aside(conn, desk, &aside)?;
    }
    Ok(read::one(conn, hold_id)?.map(|hold| (hold, !stays)))
}

/// The item has come to the shelf: from now on its patron has so many open days.
fn last_day(conn: &mut PgConnection, desk: &Desk, hold_id: Uuid, item_id: Uuid) -> QueryResult<NaiveDate> {
    let facts = store::shelf_facts(conn, hold_id, item_id)?;
    let calendar = calendar_cache::calendar(conn, facts.pickup_branch_id, facts.calendar_version)?;
    let policies = policies::cache::current(conn, facts.policy_version)?;
    let terms =
        HoldTerms::from(&policies.resolve(facts.pickup_branch_id, facts.patron_category_id, facts.item_type_id));
    let days = terms.shelf_open_days;
    // A branch that hardly ever opens counts every day.
    let last_day = calendar
        .add_open_days(desk.today, days)
        .or_else(|| desk.today.checked_add_days(Days::new(days.into())));
    Ok(last_day.unwrap_or(desk.today))
}
