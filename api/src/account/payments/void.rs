//! Undoing a payment.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger;
use crate::account::problem::MoneyError;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};
use crate::staff::is_own_account;

use super::receipt::{self, Receipt};

/// Voids it: what it settled is owed again. Nothing of it may have been given back before.
pub(super) fn void(conn: &mut PgConnection, desk: &Desk, id: Uuid, reason: &str) -> Result<Receipt, MoneyError> {
    let credit = ledger::lock_credit(conn, id)?.filter(|credit| credit.kind == "payment");
    let credit = credit.ok_or(MoneyError::NotFound)?;
    if is_own_account(conn, desk.staff_id, credit.patron_id, desk.today)? {
        return Err(MoneyError::OwnAccount);
    }
    if credit.is_void {
        return Err(MoneyError::Void);
    }
    if credit.given_back > 0 {
        return Err(MoneyError::GivenBack);
    }
    let entry_id = ledger::void(conn, desk, &credit, reason)?;
    let deed = Deed::on("payment.voided", "payment", id)
        .of_patron(credit.patron_id)
        .because(Some(reason.to_owned()))
        .changing(json!({ "entry_id": entry_id, "amount": credit.amount }));
    record(conn, desk, deed)?;
    receipt::read(conn, id)?.ok_or(MoneyError::NotFound)
}
