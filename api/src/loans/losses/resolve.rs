//! Ending a claim without the item: what is handed in ends it at check-in.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger::Origin;
use crate::loans::Loan;
use crate::loans::problem::LoanError;
use crate::loans::read;
use crate::loans::renew::lock_open;
use crate::loans::store::losses as store;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::declare::{Cause, lose};

/// How a claim ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::loans) enum Resolution {
    /// The patron is believed: the loan ends, the item is missing, and nothing is owed.
    Missing,
    /// The patron is not: the item is lost, and charged.
    Lost,
    /// The patron has it after all: the loan goes on.
    TakenBack,
}

/// Ends the claim about this loan. Fails when there is none.
pub(in crate::loans) fn resolve(
    conn: &mut PgConnection,
    desk: &Desk,
    loan_id: Uuid,
    resolution: Resolution,
) -> Result<Loan, LoanError> {
    let (open, _) = lock_open(conn, desk, loan_id)?;
    if open.facts.claimed_returned_at.is_none() {
        return Err(LoanError::NotClaimed);
    }
    if open.facts.own_account && resolution == Resolution::Missing {
        return Err(LoanError::OwnAccount);
    }
    let (by, item_id) = (Origin::from(desk), open.item.id);
    let word = match resolution {
        Resolution::Missing => {
            store::resolve_claim(conn, loan_id, "missing", desk.now)?;
            store::close_believed(conn, &by, loan_id, item_id)?;
            "missing"
        }
        Resolution::Lost => {
            lose(conn, &by, &open, Cause::Declared)?;
            "lost"
        }
        Resolution::TakenBack => {
            store::resolve_claim(conn, loan_id, "taken_back", desk.now)?;
            store::take_claim_back(conn, &by, loan_id, item_id)?;
            "taken_back"
        }
    };
    let deed = Deed::on("loan.claim-resolved", "loan", loan_id)
        .of_patron(open.facts.patron_id)
        .changing(json!({ "resolution": word }));
    record(conn, desk, deed)?;
    read::one(conn, loan_id, desk.now)
}
