//! Finding a lost item again: what was charged for it is given back as the loan's terms say.

use carrel_rules::lost::{self as rule, Refund};
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::account::ledger::{self, Cancel, Cancelled, Origin};
use crate::branches::calendar_cache;
use crate::loans::check_out::stored_terms;
use crate::loans::problem::LoanError;
use crate::loans::store::losses as store;

/// What finding an item gave back; minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::loans) struct Recovered {
    /// What the charge for it came down by.
    pub cancelled: i64,
    /// What of that had been paid and is the patron's credit now.
    pub credited: i64,
    /// What of the overdue fine is owed again.
    pub restored: i64,
}

/// Ends the loss of an item that has come to light, on a loan or after it was paid. None when it has no loss. The item is
/// locked; whoever was charged is locked here.
pub(in crate::loans) fn recover(
    conn: &mut PgConnection,
    by: &Origin,
    item_id: Uuid,
    found_at: DateTime<Utc>,
) -> Result<Option<Recovered>, LoanError> {
    let Some(loss) = store::open_loss(conn, item_id)? else {
        return Ok(None);
    };
    let terms = stored_terms(&loss.terms)?;
    let calendar = calendar_cache::calendar(conn, loss.controlling_branch_id, loss.calendar_version)?;
    let found = rule::found(&terms, &calendar, loss.lost_at, found_at);
    let cancelled = match (loss.lost_fine_id, found.refund) {
        (Some(fine_id), Refund::PaidAndOwed) => give_back(conn, by, fine_id, Cancel::Whole)?,
        (Some(fine_id), Refund::Owed) => give_back(conn, by, fine_id, Cancel::Owed)?,
        (_, Refund::Nothing) | (None, _) => Cancelled::default(),
    };
    let mut restored = 0;
    if found.restores_overdue
        && let Some(entry_id) = loss.forgiven_entry_id
        && let Some(waiver) = ledger::lock_credit(conn, entry_id)?.filter(|waiver| !waiver.is_void)
    {
        ledger::void(conn, by.clone(), &waiver, "Item found")?;
        restored = waiver.amount;
    }
    store::end_loss(conn, loss.id, by.at)?;
    Ok(Some(Recovered {
        cancelled: cancelled.amount,
        credited: cancelled.credited,
        restored,
    }))
}

fn give_back(conn: &mut PgConnection, by: &Origin, fine_id: Uuid, what: Cancel) -> Result<Cancelled, LoanError> {
    if ledger::lock_fine(conn, fine_id)?.is_none() {
        return Ok(Cancelled::default());
    }
    Ok(ledger::cancel(conn, by.clone(), fine_id, what, "Item found")?)
}
