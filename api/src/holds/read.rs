//! Reading holds.

use carrel_rules::hold_queue::{Wait, wait};
use carrel_rules::status::Status;
use diesel::PgConnection;
use uuid::Uuid;

use crate::policies;

use super::place::copy;
use super::problem::HoldError;
use super::store::copies::{self, Wish};
use super::store::place;
use super::store::read::{self as store, Hold};

/// So many loans say how long one lasts.
const LOANS_NEEDED: usize = 3;

/// A hold with how long it may have to wait.
#[derive(Debug)]
pub(super) struct Seen {
    pub hold: Hold,
    /// None when it waits no longer, or too little is known.
    pub wait: Option<Wait>,
}

/// Reads one hold and estimates its wait from the title's last loans and the copies that could fill it.
pub(super) fn one(conn: &mut PgConnection, id: Uuid) -> Result<Seen, HoldError> {
    let hold = store::one(conn, id)?.ok_or(HoldError::NotFound)?;
    let wait = match (hold.position, &hold.patron) {
        (Some(position), Some(patron)) => {
            let patron_id = patron.0.id;
            estimate(conn, &hold, patron_id, position)?
        }
        _ => None,
    };
    Ok(Seen { hold, wait })
}

fn estimate(conn: &mut PgConnection, hold: &Hold, patron_id: Uuid, position: i64) -> Result<Option<Wait>, HoldError> {
    let wish = Wish {
        title_id: hold.title.0.id,
        item_id: hold.item.as_ref().map(|item| item.0.id),
        part: hold.part.clone(),
        pickup_branch_id: hold.pickup_branch.0.id,
    };
    let facts = place::facts(conn, &wish, patron_id)?;
    let policies = policies::cache::current(conn, facts.policy_version)?;
    let groups = copies::fitting(conn, &wish)?;
    let could_fill = groups.iter().filter(|group| {
        let copy = copy(&policies, group, wish.pickup_branch_id, facts.patron_category_id);
        let is_gone = matches!(
            copy.status,
            Status::Withdrawn | Status::Lost | Status::Missing | Status::ClaimedReturned
        );
        !is_gone && !copy.not_for_loan && copy.terms.holdable && copy.reaches_pickup
    });
    let count = could_fill.map(|group| group.count).sum();
    let days = copies::loan_days(conn, wish.title_id, LOANS_NEEDED)?;
    Ok(wait(position, count, &days))
}
