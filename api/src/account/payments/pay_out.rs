//! Paying credit out.

use carrel_rules::account as rule;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger;
use crate::account::problem::MoneyError;
use crate::platform::desk::Desk;
use crate::platform::payment_method::PaymentMethod;
use crate::platform::record::{Deed, record};
use crate::staff::is_own_account;

use super::receipt::{self, HandOver, Receipt};

/// Hands so much of the patron's credit out. A credit is theirs whatever they owe beside it.
pub(super) fn pay_out(
    conn: &mut PgConnection,
    desk: &Desk,
    (patron_id, amount): (Uuid, i64),
    (method, reason): (PaymentMethod, &str),
) -> Result<Receipt, MoneyError> {
    if !ledger::lock_patron(conn, patron_id)? {
        return Err(MoneyError::NotFound);
    }
    let book = ledger::book(conn, patron_id)?.ok_or(MoneyError::NotFound)?;
    if is_own_account(conn, desk.staff_id, patron_id, desk.today)? {
        return Err(MoneyError::OwnAccount);
    }
    let parts = rule::draw(&book.credits.0, amount);
    if parts.iter().map(|part| part.amount).sum::<i64>() < amount {
        return Err(MoneyError::BeyondCredit);
    }
    let entry_id = ledger::pay_out(conn, desk, &book, &parts, reason)?;
    let deed = Deed::on("account.paid-out", "payment", entry_id)
        .of_patron(patron_id)
        .because(Some(reason.to_owned()))
        .changing(json!({ "amount": amount, "method": method }));
    record(conn, desk, deed)?;
    receipt::give(conn, desk.branch_id, entry_id, &HandOver::of(method))?;
    receipt::read(conn, entry_id)?.ok_or(MoneyError::NotFound)
}
