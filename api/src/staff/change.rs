//! Changing what a staff member is or may do.

use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::auth;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::StaffError;
use super::store::{self, StaffRow, StaffUpdate, Standing};

/// What is asked for; what is absent stays.
pub(super) struct Change {
    pub(super) id: Uuid,
    /// The version the caller has read.
    pub(super) version: i32,
    pub(super) update: StaffUpdate,
    pub(super) branch_ids: Option<Vec<Uuid>>,
}

/// Applies the change and puts out whoever lost something by it. Fails with [`StaffError::LastSupervisor`] when nobody
/// would be left to look after the staff, and with [`StaffError::Oneself`] when callers would disable themself or
/// unlink their own patron record.
pub(super) fn change(conn: &mut PgConnection, desk: &Desk, change: &Change) -> Result<StaffRow, StaffError> {
    store::lock(conn, change.id)?;
    let before = store::standing(conn, change.id)?.ok_or(StaffError::NotFound)?;
    if before.version != change.version {
        return Err(StaffError::Stale);
    }
    let after = after(&before, &change.update);
    check(conn, desk, change, &before, &after)?;
    let lost_branches = match &change.branch_ids {
        Some(branch_ids) => store::set_branches(conn, change.id, branch_ids)?,
        None => false,
    };
    let is_put_out = before.role != after.role || (before.is_active && !after.is_active);
    let lost_places = (lost_branches || before.all_branches) && !after.all_branches;
    store::update(conn, change.id, &change.update, is_put_out || lost_places, desk.now)?;
    if is_put_out {
        auth::end_sessions(conn, auth::Subject::Staff(change.id), desk.now)?;
    }
    let row = store::find(conn, change.id, desk.now)?.ok_or(StaffError::NotFound)?;
    record(conn, desk, deed(change, &before, &after, &row))?;
    Ok(row)
}

fn after(before: &Standing, update: &StaffUpdate) -> Standing {
    Standing {
        role: update.role.clone().unwrap_or_else(|| before.role.clone()),
        is_active: update.is_active.unwrap_or(before.is_active),
        all_branches: update.all_branches.unwrap_or(before.all_branches),
        patron_id: update.patron_id.unwrap_or(before.patron_id),
        version: before.version + 1,
    }
}

fn check(
    conn: &mut PgConnection,
    desk: &Desk,
    change: &Change,
    before: &Standing,
    after: &Standing,
) -> Result<(), StaffError> {
    let supervises = |standing: &Standing| standing.is_active && standing.role == "supervisor";
    // Whoever takes their own card from their record has no own account any more.
    let lets_own_account_go = before.patron_id.is_some() && before.patron_id != after.patron_id;
    if change.id == desk.staff_id && (!after.is_active || lets_own_account_go) {
        return Err(StaffError::Oneself);
    }
    if supervises(before) && !supervises(after) && !store::has_other_supervisor(conn, change.id)? {
        return Err(StaffError::LastSupervisor);
    }
    match after.patron_id {
        Some(patron_id) if before.patron_id != after.patron_id && !store::has_patron(conn, patron_id)? => {
            Err(StaffError::NoSuchPatron)
        }
        _ => Ok(()),
    }
}

/// What the audit keeps: which fields, and the values of those that are not about the person.
fn deed(change: &Change, before: &Standing, after: &Standing, row: &StaffRow) -> Deed {
    let update = &change.update;
    let fields: Vec<&str> = [
        ("username", update.username.is_some()),
        ("name", update.name.is_some()),
        ("role", update.role.is_some()),
        ("all_branches", update.all_branches.is_some()),
        ("branch_ids", change.branch_ids.is_some()),
        ("language", update.language.is_some()),
        ("patron_id", update.patron_id.is_some()),
        ("is_active", update.is_active.is_some()),
    ]
    .into_iter()
    .filter_map(|(name, is_given)| is_given.then_some(name))
    .collect();
    let shown = |standing: &Standing| -> Value {
        json!({ "role": standing.role, "is_active": standing.is_active, "all_branches": standing.all_branches })
    };
    let branch_ids: Vec<Uuid> = row.branches.0.iter().map(|branch| branch.id).collect();
    Deed::on("staff.changed", "staff", change.id).changing(json!({
        "fields": fields, "before": shown(before), "after": shown(after), "branch_ids": branch_ids,
    }))
}
