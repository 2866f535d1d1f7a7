//! Reading an account.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::page::Slice;
use crate::platform::payment_method::PaymentMethod;
use crate::platform::refs::{BranchRef, StaffRef};

use super::ledger::ToldFine;
use super::store;

/// An account with one page of its ledger. Amounts are in minor units.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// The sum of all entries: positive is owed.
    pub balance: i64,
    /// What of payments settles nothing yet.
    pub credit: i64,
    /// ISO 4217.
    pub currency: String,
    /// Those with something outstanding and those of the page's entries, newest first.
    pub fines: Vec<ToldFine>,
    /// One page, newest first.
    pub entries: Vec<Entry>,
}

/// A line of the ledger.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Entry {
    pub id: Uuid,
    /// The order in which entries were made.
    pub seq: i64,
    pub kind: EntryKind,
    /// Debits positive, credits negative.
    pub amount: i64,
    pub fine_id: Option<Uuid>,
    pub at: DateTime<Utc>,
    pub branch: BranchRef,
    pub staff: Option<StaffRef>,
    pub reason: Option<String>,
    /// The balance once this entry was made.
    pub balance_after: i64,
    /// How the money changed hands, if it did.
    pub payment: Option<PaymentRef>,
    /// What it undoes.
    pub undoes_id: Option<Uuid>,
    /// Whether it was undone.
    pub is_void: bool,
}

/// How money changed hands.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PaymentRef {
    pub method: PaymentMethod,
    pub receipt_number: i64,
}

/// What an entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EntryKind {
    Charge,
    Adjustment,
    Payment,
    Waiver,
    WriteOff,
    Refund,
    Payout,
    Void,
}

/// Reads the account of a patron in one statement. `NotFound` when there is no such patron.
pub(super) fn read(conn: &mut PgConnection, patron_id: Uuid, slice: &Slice<i64>) -> QueryResult<Statement> {
    store::statement(conn, patron_id, slice.after, slice.fetch())
}
