//! The receipt of money that changed hands.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::account::ledger::FineKind;
use crate::platform::payment_method::PaymentMethod;
use crate::platform::refs::{BranchRef, CodeRef, StaffRef};

use super::store;

/// How money changes hands.
#[derive(Clone, Copy, Debug)]
pub(in crate::account) struct HandOver {
    pub method: PaymentMethod,
    /// What was put on the desk.
    pub tendered: Option<i64>,
    /// What went back over it.
    pub change: i64,
}

impl HandOver {
    /// The very amount.
    pub(in crate::account) fn of(method: PaymentMethod) -> Self {
        Self {
            method,
            tendered: None,
            change: 0,
        }
    }
}

/// A receipt. Amounts are in minor units.
#[derive(Debug, Deserialize)]
pub(in crate::account) struct Receipt {
    /// Of which entry.
    pub id: Uuid,
    pub kind: Kind,
    pub receipt_number: i64,
    pub branch: BranchRef,
    pub branch_address: Option<String>,
    pub library: String,
    pub currency: String,
    pub patron_id: Option<Uuid>,
    pub at: DateTime<Utc>,
    pub staff: Option<StaffRef>,
    pub method: PaymentMethod,
    pub amount: i64,
    pub tendered: Option<i64>,
    pub change: i64,
    pub lines: Vec<Line>,
    /// What the patron owes once this was done.
    pub balance_after: i64,
    pub reason: Option<String>,
    pub voided_at: Option<DateTime<Utc>>,
    pub prints: i32,
}

/// What kind of event it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::account) enum Kind {
    Payment,
    Refund,
    Payout,
}

/// What it was for.
#[derive(Debug, Deserialize)]
pub(in crate::account) struct Line {
    pub fine_id: Uuid,
    pub kind: FineKind,
    pub fine_kind: Option<CodeRef>,
    pub title: Option<String>,
    pub detail: Option<String>,
    pub amount: i64,
}

/// Numbers the receipt of an entry that was just made. The branch's counter is the last thing a deed locks.
pub(in crate::account) fn give(
    conn: &mut PgConnection,
    branch_id: Uuid,
    entry_id: Uuid,
    hand_over: &HandOver,
) -> QueryResult<()> {
    let number = store::next_number(conn, branch_id)?;
    store::add(conn, (entry_id, branch_id, number), hand_over)
}

/// Reads a receipt. None when no money changed hands by this entry.
pub(in crate::account) fn read(conn: &mut PgConnection, entry_id: Uuid) -> QueryResult<Option<Receipt>> {
    store::receipt(conn, entry_id)
}
