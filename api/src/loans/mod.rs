//! Loans: lending, taking back, renewing.
//!
//! - An item has at most one open loan (`loans_one_open_key`).
//! - A loan keeps for life the policy it began with (`terms`) and which row gave each attribute (`sources`); its
//!   controlling branch decides due dates, renewals and lateness wherever the item is returned.
//! - A deed locks the item, then the patrons by id, then reads its facts, asks `carrel-rules` and writes.
//! - A lost item, and one claimed returned, stays on its patron's loan until somebody ends it: see [`losses`].
//! - A loan has one overdue fine, adjusted and never doubled; the ledger is in [`crate::account`].

mod auto_renewal;
mod change_due_date;
mod check_in;
mod check_out;
mod closing;
mod http;
mod losses;
pub mod nightly;
pub(crate) mod overrides;
mod preview;
mod privacy;
pub(crate) mod problem;
mod read;
mod renew;
pub(crate) mod standing;
mod store;

use carrel_rules::barcode::Barcode;
use carrel_rules::check_in::MessageCode;
use carrel_rules::policy::Terms;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::platform::refs::{BranchRef, ItemRef, PatronRef};

pub(crate) use auto_renewal::renew_by_themselves;
pub(crate) use http::configure;
pub(crate) use losses::end_settled;
pub(crate) use privacy::{forget_old, forget_old_of};
pub(crate) use problem::LoanError;
pub(crate) use read::late;

/// Which item a deed is about.
#[derive(Clone, Debug)]
pub(crate) enum ItemKey {
    /// As scanned.
    Barcode(Barcode),
    /// By id.
    Id(Uuid),
    /// The item of this loan, open or not.
    OfLoan(Uuid),
}

/// Which patron a deed is about.
#[derive(Clone, Debug)]
pub(crate) enum PatronKey {
    /// By a card that was shown.
    Card(Barcode),
    /// By id: staff found the patron by name.
    Id(Uuid),
    /// The deed is about an item alone.
    Nobody,
}

impl ItemKey {
    fn id(&self) -> Option<Uuid> {
        if let Self::Id(id) = self { Some(*id) } else { None }
    }

    fn loan_id(&self) -> Option<Uuid> {
        if let Self::OfLoan(id) = self { Some(*id) } else { None }
    }

    fn barcode(&self) -> Option<&str> {
        if let Self::Barcode(barcode) = self {
            Some(barcode.as_str())
        } else {
            None
        }
    }
}

impl PatronKey {
    fn id(&self) -> Option<Uuid> {
        if let Self::Id(id) = self { Some(*id) } else { None }
    }

    fn barcode(&self) -> Option<&str> {
        if let Self::Card(barcode) = self {
            Some(barcode.as_str())
        } else {
            None
        }
    }
}

/// What kind of loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The item leaves the building.
    Loan,
    /// The item is used in the building.
    OnSite,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Loan => "loan",
            Self::OnSite => "on_site",
        }
    }

    /// The column's check constraint allows no other word.
    fn stored(word: &str) -> Self {
        if word == "on_site" { Self::OnSite } else { Self::Loan }
    }
}

/// A loan.
#[derive(Clone, Debug)]
pub(crate) struct Loan {
    pub id: Uuid,
    pub kind: Kind,
    /// Forgotten after the library's days.
    pub patron: Option<PatronRef>,
    pub item: ItemRef,
    pub item_type_id: Uuid,
    pub branch: BranchRef,
    pub controlling_branch: BranchRef,
    pub checked_out_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub due_on: NaiveDate,
    /// What moved the due date, in kebab-case.
    pub due_reasons: Vec<String>,
    pub renewals_count: i64,
    pub terms: Terms,
    pub terms_json: Value,
    pub sources: Value,
    pub limit_policy_id: Option<Uuid>,
    pub closed_at: Option<DateTime<Utc>>,
    pub returned_at: Option<DateTime<Utc>>,
    /// Since when its item counts as lost.
    pub lost_at: Option<DateTime<Utc>>,
    /// When the patron says it was returned.
    pub claimed_returned_at: Option<DateTime<Utc>>,
    /// What the fine would come to if the item came back now, beyond what is charged already; minor units.
    pub accruing_fine: i64,
}

impl Loan {
    /// Whether it is out past its due date.
    fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.closed_at.is_none() && self.due_at < now
    }
}

/// Something staff should be told about what they scanned.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub code: MessageCode,
    /// In plain words.
    pub text: String,
    /// Whether it asks to be acted on.
    pub needs_attention: bool,
}
