//! A new staff member.

use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::StaffError;
use super::store::{self, NewStaff, StaffRow};

/// Writes the staff member and where they may work.
pub(super) fn create(
    conn: &mut PgConnection,
    desk: &Desk,
    new: &NewStaff,
    branch_ids: &[Uuid],
) -> Result<StaffRow, StaffError> {
    write(conn, new, branch_ids)?;
    record(conn, desk, deed(new, branch_ids))?;
    store::find(conn, new.id, desk.now)?.ok_or(StaffError::NotFound)
}

/// Writes the rows alone.
pub(super) fn write(conn: &mut PgConnection, new: &NewStaff, branch_ids: &[Uuid]) -> Result<(), StaffError> {
    if let Some(patron_id) = new.patron_id
        && !store::has_patron(conn, patron_id)?
    {
        return Err(StaffError::NoSuchPatron);
    }
    store::insert(conn, new)?;
    store::set_branches(conn, new.id, branch_ids)?;
    Ok(())
}

/// What the audit keeps: no name, no patron.
pub(super) fn deed(new: &NewStaff, branch_ids: &[Uuid]) -> Deed {
    let after: Value = json!({
        "role": new.role, "all_branches": new.all_branches, "branch_ids": branch_ids, "is_active": new.is_active,
    });
    Deed::on("staff.created", "staff", new.id).changing(json!({ "after": after }))
}

/// What somebody signs in with: 1 to 64 of `a-z 0-9 . _ -`.
pub(super) fn is_username(text: &str) -> bool {
    let is_fit = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    (1..=64).contains(&text.len()) && text.bytes().all(is_fit)
}

/// A person's name: 1 to 200 characters, not all blank.
pub(super) fn is_name(text: &str) -> bool {
    (1..=200).contains(&text.chars().count()) && !text.trim().is_empty()
}
