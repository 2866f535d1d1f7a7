//! Replacing the transfer rules.

use std::collections::HashSet;

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::TransferError;
use super::store::{self, MatrixRow, RuleRow};

/// Puts `rules` in the place of those there are, on the version of the library that the caller has read. Fails with
/// [`TransferError::Stale`], and for a rule that repeats a pair, stays at one branch or names none.
pub(super) fn replace(
    conn: &mut PgConnection,
    desk: &Desk,
    version: i32,
    rules: &[RuleRow],
) -> Result<MatrixRow, TransferError> {
    if store::lock_library(conn)? != version {
        return Err(TransferError::Stale);
    }
    check(rules, &store::branch_ids(conn)?)?;
    let before = store::find(conn)?;
    let after = store::replace(conn, rules, desk.now)?;
    let changes = json!({ "before": before.rules.0, "after": after.rules.0 });
    record(
        conn,
        desk,
        Deed::on("transfers.changed", "library", Uuid::nil()).changing(changes),
    )?;
    Ok(after)
}

fn check(rules: &[RuleRow], branches: &HashSet<Uuid>) -> Result<(), TransferError> {
    let mut pairs = HashSet::new();
    for (index, rule) in rules.iter().enumerate() {
        if rule.from_branch_id == rule.to_branch_id {
            return Err(TransferError::SameBranch(index));
        }
        if !branches.contains(&rule.from_branch_id) {
            return Err(TransferError::UnknownFrom(index));
        }
        if !branches.contains(&rule.to_branch_id) {
            return Err(TransferError::UnknownTo(index));
        }
        if !pairs.insert((rule.from_branch_id, rule.to_branch_id)) {
            return Err(TransferError::Repeated(index));
        }
    }
    Ok(())
}
