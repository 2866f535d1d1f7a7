//! Two titles that are one become one. The copies of the one go over to the other; the one stays as a signpost.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::holds;
use crate::platform::desk::SupervisorDesk;
use crate::platform::record::{Deed, record};

use super::problem::TitleError;
use super::store::{self, TitleRow};

/// Which of two stays, each with the version that was looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merge {
    /// The title that stays.
    pub kept: (Uuid, i32),
    /// The title that becomes a signpost.
    pub merged: (Uuid, i32),
}

/// Merges the one into the other, which is given. What that lacks it takes from the one.
pub(super) fn merge(
    conn: &mut PgConnection,
    desk: &SupervisorDesk,
    command: &Merge,
    reason: Option<String>,
) -> Result<TitleRow, TitleError> {
    let ((kept, _), (merged, _)) = (command.kept, command.merged);
    if kept == merged {
        return Err(TitleError::MergeIntoSelf);
    }
    store::lock_items_of(conn, merged)?;
    check(conn, command)?;
    // Whoever brings items to a signpost holds it until they have: they are moved below.
    store::point_on(conn, merged, kept, desk.now)?;
    let items = store::items_of(conn, merged)?;
    let loans = store::move_items(conn, desk, &items, (merged, kept))?;
    let holds = holds::carry_over::to_title(conn, merged, kept, desk.now)?;
    let row = store::fill_in(conn, merged, kept, desk.now)?;
    store::close_as_merged(conn, merged, kept, desk.now)?;
    let moved = json!({ "items": items.len(), "loans": loans, "holds": holds });
    let deed = Deed::on("title.merged", "title", merged)
        .because(reason)
        .changing(json!({ "into_id": kept, "moved": moved }));
    record(conn, desk, deed)?;
    Ok(row)
}

/// Locks the two in order of id. Neither may be a signpost, nor have been changed since it was looked at.
fn check(conn: &mut PgConnection, command: &Merge) -> Result<(), TitleError> {
    let ((kept, kept_version), (merged, merged_version)) = (command.kept, command.merged);
    let first = store::lock(conn, kept.min(merged))?;
    let second = store::lock(conn, kept.max(merged))?;
    let (kept, merged) = if kept < merged {
        (first, second)
    } else {
        (second, first)
    };
    let kept = kept.ok_or(TitleError::NotFound)?;
    let merged = merged.ok_or(TitleError::UnknownTitle)?;
    if kept.merged_into_id.is_some() {
        return Err(TitleError::Merged);
    }
    if merged.merged_into_id.is_some() {
        return Err(TitleError::MergedAlready);
    }
    if (kept.version, merged.version) != (kept_version, merged_version) {
        return Err(TitleError::Stale);
    }
    Ok(())
}
