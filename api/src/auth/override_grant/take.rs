//! Using a grant in a deed.

use carrel_rules::block::Code;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::platform::desk::Desk;

use super::http::GrantToken;
use super::store;

/// A grant that holds for the deed at hand.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The blocks it lifts.
    pub codes: Vec<Code>,
    /// Why, in the supervisor's words.
    pub reason: String,
    /// For the audit row's `authorised_by`.
    pub supervisor_id: Uuid,
    token_hash: Vec<u8>,
}

/// The grant that `token` stands for, if it lets `desk` do `operation_id` on all of `subject_ids` now. Without a token
/// it asks nothing. The row is held until the deed ends, so that of two deeds with one grant only one finds it.
pub fn find(
    conn: &mut PgConnection,
    desk: &Desk,
    token: &GrantToken,
    operation_id: &str,
    subject_ids: &[Uuid],
) -> QueryResult<Option<Grant>> {
    let Some(token_hash) = token.hash() else {
        return Ok(None);
    };
    let row = store::lock(conn, desk, token_hash, operation_id, subject_ids)?;
    Ok(row.map(|row| Grant {
        // A code that a newer version has given up lifts nothing.
        codes: row.codes.iter().filter_map(|code| code.parse().ok()).collect(),
        reason: row.reason,
        supervisor_id: row.supervisor_id,
        token_hash: token_hash.to_vec(),
    }))
}

/// Uses the grant up. Call it in the deed's transaction, and only when the deed goes through.
pub fn consume(conn: &mut PgConnection, grant: &Grant, now: DateTime<Utc>) -> QueryResult<()> {
    store::consume(conn, &grant.token_hash, now)
}
