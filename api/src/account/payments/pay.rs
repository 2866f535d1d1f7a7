//! Taking a payment.

use carrel_rules::account::{self as rule, Part, PaymentRefusal};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger;
use crate::account::problem::MoneyError;
use crate::loans;
use crate::platform::desk::Desk;
use crate::platform::payment_method::PaymentMethod;
use crate::platform::problem::FieldCode;
use crate::platform::record::{Deed, record};
use crate::staff::is_own_account;

use super::receipt::{self, HandOver, Receipt};

/// A payment to take. Amounts are in minor units.
#[derive(Clone, Debug)]
pub(super) struct Pay {
    pub patron_id: Uuid,
    pub amount: i64,
    pub method: PaymentMethod,
    /// The fines it is meant for; the oldest where none are named.
    pub named: Vec<Part>,
    /// What was put on the desk.
    pub tendered: Option<i64>,
    /// Whether what is more than owed stays as a credit.
    pub keep_as_credit: bool,
}

/// Takes it: settles what it is meant for, then the oldest.
pub(super) fn pay(conn: &mut PgConnection, desk: &Desk, wanted: &Pay) -> Result<Receipt, MoneyError> {
    let hand_over = hand_over(wanted)?;
    if !ledger::lock_patron(conn, wanted.patron_id)? {
        return Err(MoneyError::unknown_patron());
    }
    let book = ledger::book(conn, wanted.patron_id)?.ok_or_else(MoneyError::unknown_patron)?;
    if is_own_account(conn, desk.staff_id, wanted.patron_id, desk.today)? {
        return Err(MoneyError::OwnAccount);
    }
    let payment = rule::Payment {
        id: Uuid::now_v7(),
        amount: wanted.amount,
        named: &wanted.named,
        keep_as_credit: wanted.keep_as_credit,
    };
    let settled = rule::pay(&payment, &book.credits.0, &book.debts.0).map_err(refused)?;
    ledger::pay(conn, desk, &book, (payment.id, wanted.amount), &settled)?;
    let deed = Deed::on("payment.taken", "payment", payment.id)
        .of_patron(wanted.patron_id)
        .changing(json!({ "amount": wanted.amount, "method": wanted.method }));
    record(conn, desk, deed)?;
    loans::end_settled(conn, desk, wanted.patron_id)?;
    receipt::give(conn, desk.branch_id, payment.id, &hand_over)?;
    receipt::read(conn, payment.id)?.ok_or(MoneyError::NotFound)
}

fn hand_over(wanted: &Pay) -> Result<HandOver, MoneyError> {
    let Some(tendered) = wanted.tendered else {
        return Ok(HandOver::of(wanted.method));
    };
    if wanted.method != PaymentMethod::Cash {
        return Err(MoneyError::field(
            "/tendered",
            FieldCode::NotCash,
            "Only with the method cash.",
        ));
    }
    let change = rule::change(tendered, wanted.amount)
        .map_err(|_| MoneyError::field("/tendered", FieldCode::TooLittle, "At least the amount."))?;
    Ok(HandOver {
        method: wanted.method,
        tendered: Some(tendered),
        change,
    })
}

fn refused(refusal: PaymentRefusal) -> MoneyError {
    let at = |place: usize, field: &str, code, detail| {
        MoneyError::Field(format!("/allocations/{place}/{field}"), code, detail)
    };
    match refusal {
        PaymentRefusal::NothingOwed => MoneyError::NothingOwed,
        PaymentRefusal::BeyondOwed { .. } => MoneyError::BeyondOwed,
        PaymentRefusal::UnknownFine(place) => at(
            place,
            "fine_id",
            FieldCode::Unknown,
            "The patron owes nothing for such a fine.",
        ),
        PaymentRefusal::Repeated(place) => at(place, "fine_id", FieldCode::Repeated, "Each fine once."),
        PaymentRefusal::BeyondFine(place) => at(
            place,
            "amount",
            FieldCode::BeyondOwed,
            "At most what is owed for the fine.",
        ),
        PaymentRefusal::BeyondAmount(place) => at(
            place,
            "amount",
            FieldCode::BeyondAmount,
            "All together at most the amount.",
        ),
    }
}
