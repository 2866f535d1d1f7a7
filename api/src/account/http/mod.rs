//! `GET /patrons/{id}/account`, and what the area's parts tell alike.

mod family;
pub(super) mod fine;
mod story;

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::{self, Slice};
use crate::platform::payment_method::PaymentMethod;
use crate::platform::problem::Problem;
use crate::platform::refs::{BranchRef, StaffRef};

use super::ledger::ToldFine;
use super::read::{self, Entry, Statement};
use super::{fines, payments};

use fine::Fine;

/// What a patron owes, and how it came about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Account {
    /// What is owed, in minor units; negative for a credit.
    #[schema(example = 160)]
    balance: i64,
    /// What of payments settles nothing yet, in minor units. The balance counts it already.
    #[schema(minimum = 0)]
    credit: i64,
    /// ISO 4217 code of all amounts.
    #[schema(example = "EUR")]
    currency: String,
    /// Fines with something outstanding, and those that the entries below belong to; newest first.
    fines: Vec<Fine>,
    /// One page of the ledger, newest first.
    entries: Vec<LedgerEntry>,
    /// Where the next page starts; null on the last.
    next_cursor: Option<String>,
}

/// A line of the ledger. It never changes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerEntry {
    /// The entry.
    id: Uuid,
    /// What it does.
    kind: EntryKind,
    /// In minor units: debits positive, credits negative.
    amount: i64,
    /// The fine it is about, if any.
    fine_id: Option<Uuid>,
    /// When it was made.
    at: DateTime<Utc>,
    /// Where it was made.
    branch: BranchRef,
    /// Who made it; null when the service did.
    staff: Option<StaffRef>,
    /// Why.
    reason: Option<String>,
    /// The balance once it was made, in minor units.
    balance_after: i64,
    /// How the money changed hands; null for what moves no money.
    payment: Option<EntryPayment>,
    /// What it undoes, if it is a void.
    undoes_id: Option<Uuid>,
    /// Whether it was undone.
    is_void: bool,
}

/// How the money of an entry changed hands. Its receipt has the entry's id.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryPayment {
    /// How.
    method: PaymentMethod,
    /// The number of the receipt at the entry's branch.
    receipt_number: i64,
}

/// What a ledger entry does.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EntryKind {
    /// A fine is charged.
    Charge,
    /// A fine goes up or down.
    Adjustment,
    /// The patron pays.
    Payment,
    /// The library forgives.
    Waiver,
    /// The library does not expect it any more.
    WriteOff,
    /// The library gives back what was paid for a fine, which is owed again.
    Refund,
    /// The library hands credit out.
    Payout,
    /// An earlier entry is undone.
    Void,
}

/// Which page of the ledger.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountQuery {
    /// Entries wanted; 50 unless said otherwise.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(get_account)
        .service(family::get_family_account)
        .service(story::get_loan_account);
    fines::configure(config);
    payments::configure(config);
}

/// Read what a patron owes.
///
/// The balance, the fines behind it and the ledger, newest entry first with the balance it left.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "getPatronAccount",
    params(("id" = Uuid, Path, description = "The patron."), AccountQuery),
    responses((status = 200, description = "The account.", body = Account)),
    security(("staff" = []))
)]
#[get("/patrons/{id}/account")]
async fn get_account(
    req: HttpRequest,
    _desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    query: Query<AccountQuery>,
) -> Result<HttpResponse, Problem> {
    let patron_id = id.into_inner();
    let slice = Slice::new(query.0.limit, query.0.cursor.as_deref())?;
    let (statement, slice) = db
        .read(move |conn| read::read(conn, patron_id, &slice).map(|statement| (statement, slice)))
        .await?;
    let account = Account::page(statement, &slice);
    Ok(page::respond(req.uri(), account.next_cursor.as_deref(), &account))
}

impl Account {
    fn page(statement: Statement, slice: &Slice<i64>) -> Self {
        let page = slice.page(statement.entries, |entry| entry.seq, LedgerEntry::from);
        // One entry more than the page was read, and perhaps its fine.
        let is_told = |told: &ToldFine| {
            told.fine.outstanding > 0 || page.items.iter().any(|entry| entry.fine_id == Some(told.fine.id))
        };
        Self {
            balance: statement.balance,
            credit: statement.credit,
            currency: statement.currency,
            fines: statement.fines.into_iter().filter(is_told).map(Fine::from).collect(),
            entries: page.items,
            next_cursor: page.next_cursor,
        }
    }
}

impl From<Entry> for LedgerEntry {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id,
            kind: entry.kind.into(),
            amount: entry.amount,
            fine_id: entry.fine_id,
            at: entry.at,
            branch: entry.branch,
            staff: entry.staff,
            reason: entry.reason,
            balance_after: entry.balance_after,
            payment: entry.payment.map(|payment| EntryPayment {
                method: payment.method,
                receipt_number: payment.receipt_number,
            }),
            undoes_id: entry.undoes_id,
            is_void: entry.is_void,
        }
    }
}

impl From<read::EntryKind> for EntryKind {
    fn from(kind: read::EntryKind) -> Self {
        match kind {
            read::EntryKind::Charge => Self::Charge,
            read::EntryKind::Adjustment => Self::Adjustment,
            read::EntryKind::Payment => Self::Payment,
            read::EntryKind::Waiver => Self::Waiver,
            read::EntryKind::WriteOff => Self::WriteOff,
            read::EntryKind::Refund => Self::Refund,
            read::EntryKind::Payout => Self::Payout,
            read::EntryKind::Void => Self::Void,
        }
    }
}
