//! Giving back what was paid for a fine. It is owed again then.

use carrel_rules::account as rule;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger;
use crate::account::payments::{HandOver, Receipt, give_receipt, read_receipt};
use crate::account::problem::MoneyError;
use crate::platform::desk::Desk;
use crate::platform::payment_method::PaymentMethod;
use crate::platform::problem::FieldCode;
use crate::platform::record::{Deed, record};
use crate::staff::is_own_account;

/// Gives back so much of what was paid, or all of it.
pub(super) fn refund(
    conn: &mut PgConnection,
    desk: &Desk,
    (fine_id, amount): (Uuid, Option<i64>),
    (method, reason): (PaymentMethod, &str),
) -> Result<Receipt, MoneyError> {
    let fine = ledger::lock_fine(conn, fine_id)?.ok_or(MoneyError::NotFound)?;
    if is_own_account(conn, desk.staff_id, fine.patron_id, desk.today)? {
        return Err(MoneyError::OwnAccount);
    }
    let all = rule::paid(&fine.settled.0);
    let beyond = |_| {
        MoneyError::field(
            "/amount",
            FieldCode::BeyondPaid,
            "At most what was paid and not given back.",
        )
    };
    if all == 0 {
        return Err(beyond(rule::BeyondPaid { paid: 0 }));
    }
    let amount = amount.unwrap_or(all);
    let parts = rule::refund(&fine.settled.0, amount).map_err(beyond)?;
    let entry_id = ledger::refund(conn, desk, &fine, &parts, reason)?;
    let deed = Deed::on("fine.refunded", "fine", fine_id)
        .of_patron(fine.patron_id)
        .because(Some(reason.to_owned()))
        .changing(json!({ "entry_id": entry_id, "amount": amount, "method": method }));
    record(conn, desk, deed)?;
    give_receipt(conn, desk.branch_id, entry_id, &HandOver::of(method))?;
    read_receipt(conn, entry_id)?.ok_or(MoneyError::NotFound)
}
