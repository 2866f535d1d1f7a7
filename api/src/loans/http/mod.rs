//! The routes of loans, and a loan as it is told.

mod check_in;
mod check_out;
mod due_date;
mod losses;
mod read;
mod renew;

use carrel_rules::block::{self, Code};
use carrel_rules::check_in::MessageCode;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::account::ledger;
use crate::auth::override_grant::GrantToken;
use crate::platform::openapi;
use crate::platform::refs::{BranchRef, ItemRef, PatronRef};
use crate::platform::text;

use super::overrides::Override;
use super::{Kind, Loan, Message};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(check_out::preview_loan)
        .service(check_out::create_loan)
        .service(check_in::create_return)
        .service(renew::renew_loan)
        .service(renew::renew_patron_loans)
        .service(due_date::change_due_date)
        .service(losses::declare_lost)
        .service(losses::claim_returned)
        .service(losses::resolve_claim)
        .service(read::list_loans)
        .service(read::get_loan);
}

/// What kind of loan.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum LoanKind {
    /// The item leaves the building.
    Loan,
    /// The item is used in the building.
    OnSite,
}

/// Whether a loan goes on.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum LoanState {
    /// The item is out.
    Open,
    /// It has come back.
    Closed,
}

/// A loan.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Loan)]
pub(super) struct LoanBody {
    /// The loan.
    id: Uuid,
    /// Whether it goes on.
    state: LoanState,
    /// What kind of loan.
    kind: LoanKind,
    /// Who has the item; null once the library has forgotten.
    patron: Option<PatronRef>,
    /// The item.
    item: ItemRef,
    /// Where it was checked out.
    branch: BranchRef,
    /// Whose policies, calendar and zone govern it, for life.
    controlling_branch: BranchRef,
    /// When it began.
    checked_out_at: DateTime<Utc>,
    /// When it is due.
    due_at: DateTime<Utc>,
    /// The controlling branch's day of `due_at`.
    due_on: NaiveDate,
    /// Whether it is out past its due date.
    is_overdue: bool,
    /// What moved the due date: high-demand, on-site, closed, hard-due-date, card-expiry.
    #[schema(max_items = 10)]
    due_reasons: Vec<String>,
    /// How often it was renewed.
    #[schema(minimum = 0)]
    renewals_count: i64,
    /// How often its policy lets it be.
    #[schema(minimum = 0)]
    renewals_max: i32,
    /// What its fine would grow by if the item came back now; minor units.
    #[schema(minimum = 0)]
    accruing_fine: i64,
    /// When the library took the item back.
    closed_at: Option<DateTime<Utc>>,
    /// When the patron brought it back, as far as the desk knows.
    returned_at: Option<DateTime<Utc>>,
    /// Since when its item counts as lost; null unless it does.
    lost_at: Option<DateTime<Utc>>,
    /// When the patron says it was returned; null unless a claim is under way.
    claimed_returned_at: Option<DateTime<Utc>>,
    /// What staff should be told; empty unless this answers a deed.
    #[schema(max_items = 20)]
    messages: Vec<MessageBody>,
    /// The policy it began with.
    #[schema(value_type = Object)]
    terms: Value,
    /// Which policy row gave each attribute.
    #[schema(value_type = Object)]
    sources: Value,
}

/// Something staff should be told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Message)]
pub(super) struct MessageBody {
    /// What it is about, in kebab-case.
    #[schema(value_type = openapi::MessageCodeName, example = "item-message")]
    code: MessageCode,
    /// In plain words.
    text: String,
    /// Whether it asks to be acted on.
    level: MessageLevel,
}

/// Whether a message asks to be acted on.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum MessageLevel {
    /// Good to know.
    Info,
    /// Somebody should do something.
    Attention,
}

/// A fine that a deed charged or adjusted.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LoanFine {
    /// The fine.
    id: Uuid,
    /// What it is for: `overdue`, or `damage`.
    #[schema(example = "overdue")]
    kind: String,
    /// What it stands at; minor units.
    amount: i64,
    /// What is still owed of it; minor units.
    outstanding: i64,
    /// The loan it comes from.
    loan_id: Option<Uuid>,
    /// When it was first charged.
    charged_at: DateTime<Utc>,
}

/// Which blocks the caller lifts, and why.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Override, example = json!({"codes": ["overdue-items"], "reason": "Brings them tomorrow"}))]
pub(super) struct OverrideBody {
    /// The codes of the blocks to lift.
    #[validate(length(max = 40))]
    #[schema(max_items = 40, value_type = Vec<openapi::BlockCodeName>)]
    codes: Vec<Code>,
    /// Why; needed for every level above `confirm`.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    reason: Option<String>,
}

impl OverrideBody {
    /// With the grant that came in the header.
    fn with(body: Option<&Self>, grant: GrantToken) -> Override {
        Override {
            codes: body.map(|body| body.codes.clone()).unwrap_or_default(),
            reason: body.and_then(|body| body.reason.as_deref().map(text::kept)),
            grant,
        }
    }
}

impl LoanBody {
    pub(super) fn told(loan: Loan, now: DateTime<Utc>, messages: Vec<Message>) -> Self {
        Self {
            is_overdue: loan.is_overdue(now),
            id: loan.id,
            state: if loan.closed_at.is_some() {
                LoanState::Closed
            } else {
                LoanState::Open
            },
            kind: match loan.kind {
                Kind::Loan => LoanKind::Loan,
                Kind::OnSite => LoanKind::OnSite,
            },
            patron: loan.patron,
            item: loan.item,
            branch: loan.branch,
            controlling_branch: loan.controlling_branch,
            checked_out_at: loan.checked_out_at,
            due_at: loan.due_at,
            due_on: loan.due_on,
            due_reasons: loan.due_reasons,
            renewals_count: loan.renewals_count,
            renewals_max: loan.terms.renewals_max,
            accruing_fine: loan.accruing_fine,
            closed_at: loan.closed_at,
            returned_at: loan.returned_at,
            lost_at: loan.lost_at,
            claimed_returned_at: loan.claimed_returned_at,
            messages: messages.into_iter().map(MessageBody::from).collect(),
            terms: loan.terms_json,
            sources: loan.sources,
        }
    }
}

impl From<Message> for MessageBody {
    fn from(message: Message) -> Self {
        let level = if message.needs_attention {
            MessageLevel::Attention
        } else {
            MessageLevel::Info
        };
        Self {
            code: message.code,
            text: message.text,
            level,
        }
    }
}

impl From<ledger::Fine> for LoanFine {
    fn from(fine: ledger::Fine) -> Self {
        Self {
            id: fine.id,
            kind: fine.kind.as_str().to_owned(),
            amount: fine.amount,
            outstanding: fine.outstanding,
            loan_id: fine.loan_id,
            charged_at: fine.charged_at,
        }
    }
}

/// A block as the document describes it: [`block::Block`] already serializes to this shape.
pub(super) type BlockBody = block::Block;
