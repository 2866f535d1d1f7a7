//! Claiming that an item was returned: it stays on the patron without a fine, and the library looks for it.

use carrel_rules::lost::may_claim;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger::{self, Cancel, Origin};
use crate::loans::Loan;
use crate::loans::problem::LoanError;
use crate::loans::read;
use crate::loans::renew::lock_open;
use crate::loans::store::losses::{self as store, NewClaim};
use crate::platform::desk::{Desk, Role};
use crate::platform::problem::FieldCode;
use crate::platform::record::{Deed, record};

/// What the patron says.
#[derive(Clone, Debug)]
pub(in crate::loans) struct Claim {
    /// When it was returned.
    pub claimed_at: DateTime<Utc>,
    /// Where and to whom.
    pub note: Option<String>,
}

/// Records the claim. What is owed for a loss of the item is taken back with it.
pub(in crate::loans) fn claim(
    conn: &mut PgConnection,
    desk: &Desk,
    loan_id: Uuid,
    wanted: &Claim,
) -> Result<Loan, LoanError> {
    let (open, _) = lock_open(conn, desk, loan_id)?;
    let (by, patron_id) = (Origin::from(desk), open.facts.patron_id);
    if open.facts.own_account {
        return Err(LoanError::OwnAccount);
    }
    if open.facts.claimed_returned_at.is_some() {
        return Err(LoanError::ClaimedBefore);
    }
    if wanted.claimed_at > desk.now {
        return Err(LoanError::Field("/claimed_at", FieldCode::InFuture, "Not after now."));
    }
    if wanted.claimed_at < open.facts.checked_out_at {
        let right = "Not before the item was lent.";
        return Err(LoanError::Field("/claimed_at", FieldCode::BeforeLoan, right));
    }
    let (made, most) = store::claims_of(conn, patron_id)?;
    if !may_claim(desk.role == Role::Supervisor, made, most) {
        return Err(LoanError::ClaimLimit);
    }
    if let Some(loss) = store::open_loss(conn, open.item.id)? {
        for fine_id in [loss.lost_fine_id, loss.processing_fine_id].into_iter().flatten() {
            ledger::cancel(conn, desk, fine_id, Cancel::Owed, "Claimed returned")?;
        }
        store::end_loss(conn, loss.id, desk.now)?;
    }
    let new = NewClaim {
        loan_id,
        item_id: open.item.id,
        claimed_at: wanted.claimed_at,
        note: wanted.note.as_deref(),
    };
    store::write_claim(conn, &by, &new)?;
    let deed = Deed::on("loan.claimed-returned", "loan", loan_id)
        .of_patron(patron_id)
        .changing(json!({ "claimed_at": wanted.claimed_at }));
    record(conn, desk, deed)?;
    read::one(conn, loan_id, desk.now)
}
