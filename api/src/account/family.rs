//! What a family owes together: a patron and the children they answer for today.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::refs::PatronRef;

use super::store;

/// A family's accounts.
#[derive(Debug)]
pub(super) struct Family {
    /// ISO 4217.
    pub currency: String,
    /// The patron first, then the children by name.
    pub members: Vec<Member>,
}

/// One of the family.
#[derive(Debug, Deserialize)]
pub(super) struct Member {
    pub patron: PatronRef,
    /// Minor units; negative for a credit.
    pub balance: i64,
}

/// Reads what a patron and their children owe. None when there is no such patron.
pub(super) fn read(conn: &mut PgConnection, patron_id: Uuid, today: NaiveDate) -> QueryResult<Option<Family>> {
    store::family(conn, patron_id, today)
}
