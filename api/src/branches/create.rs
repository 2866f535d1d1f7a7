//! Adding a branch.

use diesel::PgConnection;
use serde_json::json;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::BranchError;
use super::store::{self, BranchRow, NewBranch};

/// Adds a branch, closed until it has hours. Fails with [`BranchError::CodeTaken`] when another has its code.
pub(super) fn create(conn: &mut PgConnection, desk: &Desk, branch: &NewBranch) -> Result<BranchRow, BranchError> {
    let row = store::insert(conn, branch, desk.now)?;
    let deed = Deed::on("branch.created", "branch", row.id).changing(json!({ "after": row }));
    record(conn, desk, deed)?;
    Ok(row)
}
