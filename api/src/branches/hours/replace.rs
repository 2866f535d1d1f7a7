//! Replacing the week of a branch.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::super::store as branches;
use super::problem::HoursError;
use super::store::{self, HoursRow, WeekRow};

/// Puts `week` in the place of the hours there are, on the version of the branch that the caller has read. Fails with
/// [`HoursError::NotFound`], [`HoursError::Stale`], and for an entry that closes too early or overlaps another.
pub(super) fn replace(
    conn: &mut PgConnection,
    desk: &Desk,
    (branch_id, version): (Uuid, i32),
    week: &[HoursRow],
) -> Result<WeekRow, HoursError> {
    let branch = branches::lock(conn, branch_id)?;
    if branch.version != version {
        return Err(HoursError::Stale);
    }
    check(week)?;
    let before = store::find(conn, branch_id, true)?;
    let after = store::replace(conn, branch_id, week, desk.now)?;
    let changes = json!({ "before": before.hours.0, "after": after.hours.0 });
    record(
        conn,
        desk,
        Deed::on("branch.hours-changed", "branch", branch_id).changing(changes),
    )?;
    Ok(after)
}

/// Each entry must close after it opens, and begin no earlier than the one before it on its weekday ends.
fn check(week: &[HoursRow]) -> Result<(), HoursError> {
    if let Some(entry) = week.iter().position(|hours| hours.closes_at <= hours.opens_at) {
        return Err(HoursError::OutOfOrder(entry));
    }
    let mut in_order: Vec<usize> = (0..week.len()).collect();
    in_order.sort_by_key(|entry| (week[*entry].weekday, week[*entry].opens_at));
    let overlapping = in_order.windows(2).find(|pair| {
        let (one, next) = (&week[pair[0]], &week[pair[1]]);
        one.weekday == next.weekday && next.opens_at < one.closes_at
    });
    overlapping.map_or(Ok(()), |pair| Err(HoursError::Overlap(pair[1])))
}
