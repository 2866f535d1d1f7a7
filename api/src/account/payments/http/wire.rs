//! Payments and receipts on the wire.

use carrel_rules::account::Part;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::account::http::fine::FineKind;
use crate::account::payments::pay::Pay;
use crate::account::payments::receipt::{Kind, Line, Receipt};
use crate::platform::payment_method::PaymentMethod;
use crate::platform::refs::{BranchRef, CodeRef, StaffRef};
use crate::platform::text;

/// A payment to take.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "patron_id": "0190d3f0-8f5b-7c51-9d2e-5d8e8f3c1a01", "amount": 1340, "method": "cash", "tendered": 2000
}))]
pub(super) struct NewPayment {
    /// Whose account it is for.
    patron_id: Uuid,
    /// In minor units.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    amount: i64,
    /// How it is paid.
    method: PaymentMethod,
    /// The fines it is meant for; the rest goes to the oldest.
    #[validate(length(max = 200), nested)]
    #[schema(max_items = 200)]
    #[serde(default)]
    allocations: Vec<PaymentPart>,
    /// What was put on the desk in cash, in minor units; the receipt tells the change.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    #[serde(default)]
    tendered: Option<i64>,
    /// Whether what is more than owed stays as a credit. Without it such a payment is refused.
    #[serde(default)]
    keep_as_credit: bool,
}

/// So much of a payment for a fine.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaymentPart {
    /// The fine.
    fine_id: Uuid,
    /// In minor units.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    amount: i64,
}

impl From<&NewPayment> for Pay {
    fn from(body: &NewPayment) -> Self {
        let named = body.allocations.iter().map(|part| Part {
            id: part.fine_id,
            amount: part.amount,
        });
        Self {
            patron_id: body.patron_id,
            amount: body.amount,
            method: body.method,
            named: named.collect(),
            tendered: body.tendered,
            keep_as_credit: body.keep_as_credit,
        }
    }
}

/// Why a payment is undone.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Entered for the wrong patron"}))]
pub(super) struct PaymentVoid {
    /// Why.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    pub reason: String,
}

/// Credit to hand out.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount": 5000, "method": "cash", "reason": "The book was found"}))]
pub(super) struct NewPayout {
    /// In minor units; at most the credit.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    pub amount: i64,
    /// How it is handed out.
    pub method: PaymentMethod,
    /// Why.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    pub reason: String,
}

/// The receipt of money that changed hands. Amounts are in minor units.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Receipt)]
pub(in crate::account) struct ReceiptBody {
    /// The payment, refund or payout.
    id: Uuid,
    /// Which of the three.
    kind: ReceiptKind,
    /// The branch's code and its own number there; there are no gaps.
    #[schema(example = "CEN-000017")]
    number: String,
    /// The library's name.
    library: String,
    /// Where it happened.
    branch: BranchRef,
    /// That branch's address.
    branch_address: Option<String>,
    /// Whose account it is about; null once forgotten.
    patron_id: Option<Uuid>,
    /// When.
    at: DateTime<Utc>,
    /// By whom.
    staff: Option<StaffRef>,
    /// How the money changed hands.
    method: PaymentMethod,
    /// How much did.
    #[schema(minimum = 1, example = 1340)]
    amount: i64,
    /// ISO 4217 code of all amounts.
    #[schema(example = "EUR")]
    currency: String,
    /// What was put on the desk in cash.
    #[schema(example = 2000)]
    tendered: Option<i64>,
    /// What goes back over it.
    #[schema(minimum = 0, example = 660)]
    change: i64,
    /// What a payment settled when it was taken, or a refund gave back.
    lines: Vec<ReceiptLine>,
    /// What of a payment settled nothing, and was kept as a credit.
    #[schema(minimum = 0)]
    credit: i64,
    /// What was owed once it was done; negative for a credit.
    balance_after: i64,
    /// Why, for a refund or a payout.
    reason: Option<String>,
    /// When the payment was undone; null unless it was.
    voided_at: Option<DateTime<Utc>>,
    /// How often it was printed.
    #[schema(minimum = 0)]
    prints: i32,
    /// Whether a print of it says COPY: it was printed before this one.
    is_copy: bool,
}

/// What a receipt is for.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::account) enum ReceiptKind {
    /// The patron paid.
    Payment,
    /// The library gave back what was paid for a fine.
    Refund,
    /// The library handed credit out.
    Payout,
}

/// A line of a receipt.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::account) struct ReceiptLine {
    /// The fine.
    fine_id: Uuid,
    /// What it was for.
    kind: FineKind,
    /// The library's own kind, if it is one.
    fine_kind: Option<CodeRef>,
    /// The title it is about.
    title: Option<String>,
    /// In a few words.
    detail: Option<String>,
    /// In minor units.
    amount: i64,
}

impl From<Receipt> for ReceiptBody {
    fn from(receipt: Receipt) -> Self {
        let settled: i64 = receipt.lines.iter().map(|line| line.amount).sum();
        let credit = match receipt.kind {
            Kind::Payment => receipt.amount - settled,
            Kind::Refund | Kind::Payout => 0,
        };
        Self {
            id: receipt.id,
            kind: match receipt.kind {
                Kind::Payment => ReceiptKind::Payment,
                Kind::Refund => ReceiptKind::Refund,
                Kind::Payout => ReceiptKind::Payout,
            },
            number: format!("{}-{:06}", receipt.branch.code, receipt.receipt_number),
            library: receipt.library,
            branch: receipt.branch,
            branch_address: receipt.branch_address,
            patron_id: receipt.patron_id,
            at: receipt.at,
            staff: receipt.staff,
            method: receipt.method,
            amount: receipt.amount,
            currency: receipt.currency,
            tendered: receipt.tendered,
            change: receipt.change,
            lines: receipt.lines.into_iter().map(ReceiptLine::from).collect(),
            credit,
            balance_after: receipt.balance_after,
            reason: receipt.reason,
            voided_at: receipt.voided_at,
            prints: receipt.prints,
            is_copy: receipt.prints > 1,
        }
    }
}

impl From<Line> for ReceiptLine {
    fn from(line: Line) -> Self {
        Self {
            fine_id: line.fine_id,
            kind: line.kind.into(),
            fine_kind: line.fine_kind,
            title: line.title,
            detail: line.detail,
            amount: line.amount,
        }
    }
}
