//! A fine as it is told.

use carrel_rules::account as rule;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::account::ledger::{self, ToldFine};
use crate::platform::refs::{BranchRef, CodeRef, ItemRef};

/// A charge and what is left of it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::account) struct Fine {
    /// The fine.
    id: Uuid,
    /// Who owes it.
    patron_id: Option<Uuid>,
    /// What it is for.
    kind: FineKind,
    /// The library's own kind, if it is one.
    fine_kind: Option<CodeRef>,
    /// What has become of it.
    state: FineState,
    /// What was charged, adjustments included, in minor units.
    #[schema(minimum = 0, example = 160)]
    amount: i64,
    /// What is still owed of it, in minor units.
    #[schema(minimum = 0, example = 160)]
    outstanding: i64,
    /// What was paid of it and not given back, in minor units.
    #[schema(minimum = 0)]
    paid: i64,
    /// What was waived of it, in minor units.
    #[schema(minimum = 0)]
    waived: i64,
    /// What was written off of it, in minor units.
    #[schema(minimum = 0)]
    written_off: i64,
    /// What was paid of it and given back, in minor units.
    #[schema(minimum = 0)]
    refunded: i64,
    /// The loan it comes from, if any.
    loan_id: Option<Uuid>,
    /// The item it is about, if any.
    item: Option<ItemRef>,
    /// The branch that charges it.
    branch: BranchRef,
    /// When it was first charged.
    charged_at: DateTime<Utc>,
    /// In a few words.
    detail: Option<String>,
}

/// What a fine is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::account) enum FineKind {
    /// Returned or renewed late.
    Overdue,
    /// Not returned: the item's price.
    Lost,
    /// Not returned: the work of replacing it.
    Processing,
    /// Returned damaged.
    Damage,
    /// A new card.
    Card,
    /// Anything else staff charge.
    Manual,
}

/// What has become of a fine.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::account) enum FineState {
    /// Something is owed for it.
    Open,
    /// It was paid, perhaps not all of it.
    Paid,
    /// It was waived.
    Waived,
    /// It was written off.
    WrittenOff,
    /// It was taken back, so that it costs nothing.
    Cancelled,
}

impl From<ToldFine> for Fine {
    fn from(told: ToldFine) -> Self {
        let fine = told.fine;
        Self {
            id: fine.id,
            patron_id: told.patron_id,
            kind: fine.kind.into(),
            fine_kind: told.fine_kind,
            state: rule::state(fine.amount, fine.outstanding, told.paid, told.waived).into(),
            amount: fine.amount,
            outstanding: fine.outstanding,
            paid: told.paid,
            waived: told.waived,
            written_off: told.written_off,
            refunded: told.refunded,
            loan_id: fine.loan_id,
            item: fine.item,
            branch: fine.branch,
            charged_at: fine.charged_at,
            detail: fine.detail,
        }
    }
}

impl From<ledger::FineKind> for FineKind {
    fn from(kind: ledger::FineKind) -> Self {
        match kind {
            ledger::FineKind::Overdue => Self::Overdue,
            ledger::FineKind::Lost => Self::Lost,
            ledger::FineKind::Processing => Self::Processing,
            ledger::FineKind::Damage => Self::Damage,
            ledger::FineKind::Card => Self::Card,
            ledger::FineKind::Manual => Self::Manual,
        }
    }
}

impl From<rule::FineState> for FineState {
    fn from(state: rule::FineState) -> Self {
        match state {
            rule::FineState::Open => Self::Open,
            rule::FineState::Paid => Self::Paid,
            rule::FineState::Waived => Self::Waived,
            rule::FineState::WrittenOff => Self::WrittenOff,
            rule::FineState::Cancelled => Self::Cancelled,
        }
    }
}
