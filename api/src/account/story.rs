//! The money of one loan: what was charged for it, and what became of that.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::refs::{BranchRef, StaffRef};

use super::ledger::{self, FineFilter, ToldFine};
use super::read::EntryKind;
use super::store;

/// The most fines of one loan that are told.
const MOST_FINES: i64 = 200;

/// What happened to a fine of the loan.
#[derive(Debug, Deserialize)]
pub(super) struct StoryLine {
    pub id: Uuid,
    pub kind: EntryKind,
    /// What it did to the fine: debits positive, credits negative.
    pub amount: i64,
    pub fine_id: Uuid,
    pub at: DateTime<Utc>,
    pub branch: BranchRef,
    pub staff: Option<StaffRef>,
    pub reason: Option<String>,
}

/// Reads the fines of a loan and what happened to them, the oldest first. None when there is no such loan.
pub(super) fn read(conn: &mut PgConnection, loan_id: Uuid) -> QueryResult<Option<(Vec<ToldFine>, Vec<StoryLine>)>> {
    let filter = FineFilter {
        loan_id: Some(loan_id),
        limit: MOST_FINES,
        ..FineFilter::default()
    };
    let Some(lines) = store::story(conn, loan_id)? else {
        return Ok(None);
    };
    Ok(Some((ledger::fines(conn, &filter)?, lines)))
}
