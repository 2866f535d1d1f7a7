//! Doing without what is owed: waiving it, or writing it off.

use carrel_rules::account as rule;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger::{self, FineBook, Forgiveness, ToldFine};
use crate::account::problem::MoneyError;
use crate::loans;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, note_at_desk};
use crate::staff::is_own_account;

use super::store;

/// Waives so much of a fine, or all that is owed of it. An assistant up to the library's limit.
pub(super) fn waive(
    conn: &mut PgConnection,
    desk: &Desk,
    (fine_id, amount): (Uuid, Option<i64>),
    reason: &str,
) -> Result<ToldFine, MoneyError> {
    let (fine, amount) = owed(conn, desk, fine_id, amount)?;
    if !rule::may_waive(desk.role, amount, store::assistant_waiver_max(conn)?) {
        return Err(MoneyError::WaiverLimit);
    }
    forgive(conn, desk, &fine, (Forgiveness::Waiver, amount), reason)
}

/// Writes so much of a fine off, or all that is owed of it.
pub(super) fn write_off(
    conn: &mut PgConnection,
    desk: &Desk,
    (fine_id, amount): (Uuid, Option<i64>),
    reason: &str,
) -> Result<ToldFine, MoneyError> {
    let (fine, amount) = owed(conn, desk, fine_id, amount)?;
    forgive(conn, desk, &fine, (Forgiveness::WriteOff, amount), reason)
}

/// Locks the fine's patron, and tells the fine and how much of it is meant.
fn owed(
    conn: &mut PgConnection,
    desk: &Desk,
    fine_id: Uuid,
    amount: Option<i64>,
) -> Result<(FineBook, i64), MoneyError> {
    let fine = ledger::lock_fine(conn, fine_id)?.ok_or(MoneyError::NotFound)?;
    if is_own_account(conn, desk.staff_id, fine.patron_id, desk.today)? {
        return Err(MoneyError::OwnAccount);
    }
    if fine.outstanding == 0 {
        return Err(MoneyError::NothingOwed);
    }
    let amount = amount.unwrap_or(fine.outstanding);
    if amount > fine.outstanding {
        return Err(MoneyError::BeyondOwed);
    }
    Ok((fine, amount))
}

fn forgive(
    conn: &mut PgConnection,
    desk: &Desk,
    fine: &FineBook,
    (how, amount): (Forgiveness, i64),
    reason: &str,
) -> Result<ToldFine, MoneyError> {
    let entry_id = ledger::forgive(conn, desk, fine, (how, amount), reason)?;
    let name = match how {
        Forgiveness::Waiver => "fine.waived",
        Forgiveness::WriteOff => "fine.written-off",
    };
    let deed = Deed::on(name, "fine", fine.fine_id)
        .of_patron(fine.patron_id)
        .because(Some(reason.to_owned()))
        .changing(json!({ "entry_id": entry_id, "amount": amount }));
    note_at_desk(conn, desk, deed)?;
    loans::end_settled(conn, desk, fine.patron_id)?;
    ledger::fine(conn, fine.fine_id)?.ok_or(MoneyError::NotFound)
}
