//! Printing a receipt: every print after the first is a copy, and says so.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::problem::MoneyError;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::receipt::{self, Receipt};
use super::store;

/// Counts a print and tells the receipt as it is to be printed.
pub(super) fn print(conn: &mut PgConnection, desk: &Desk, id: Uuid) -> Result<Receipt, MoneyError> {
    if !store::count_print(conn, id)? {
        return Err(MoneyError::NotFound);
    }
    let receipt = receipt::read(conn, id)?.ok_or(MoneyError::NotFound)?;
    let mut deed = Deed::on("receipt.printed", "payment", id).changing(json!({ "prints": receipt.prints }));
    deed.patron_id = receipt.patron_id;
    record(conn, desk, deed)?;
    Ok(receipt)
}
