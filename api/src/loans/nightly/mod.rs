//! What a branch's night does with its loans.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger::Origin;
use crate::platform::night::Night;
use crate::platform::record::{Deed, record_all};

use super::closing::{OpenLoan, item_ref};
use super::losses::{Cause, lose};
use super::problem::LoanError;
use super::store::check_in::{self as store, Asker};
use super::store::{lock, losses};

/// Counts as lost what has been out for longer than its terms allow when the night of the branch that controls the loans
/// begins; at most so many, the longest first. Tells how many. A second run of the same night finds nothing left, and a late
/// one ends as one in time: a loss is dated to the beginning of its night.
pub fn age_to_lost(conn: &mut PgConnection, night: &Night, at_most: i64) -> Result<usize, LoanError> {
    let items = losses::aged(conn, night, at_most)?;
    let mut deeds = Vec::with_capacity(items.len());
    for item_id in items {
        deeds.extend(age(conn, night, item_id)?);
    }
    let done = deeds.len();
    record_all(conn, night.now, deeds)?;
    Ok(done)
}

/// Each is a deed of its own, as at a desk: it locks its patron and charges by its own terms.
fn age(conn: &mut PgConnection, night: &Night, item_id: Uuid) -> Result<Option<Deed>, LoanError> {
    let asker = Asker {
        staff_id: Uuid::nil(),
        branch_id: night.branch_id,
        today: night.on,
    };
    let Some(holder) = store::facts(conn, asker, item_id)?.and_then(|facts| facts.loan.map(|loan| loan.patron_id))
    else {
        return Ok(None);
    };
    lock::patron(conn, holder)?;
    let Some(mut facts) = store::facts(conn, asker, item_id)? else {
        return Ok(None);
    };
    let item = item_ref(&facts);
    let Some(loan) = facts.loan.take().filter(|loan| loan.patron_id == holder) else {
        return Ok(None);
    };
    let (loan_id, patron_id) = (loan.loan_id, loan.patron_id);
    let open = OpenLoan::read(conn, loan, item, facts.policy_version)?;
    let by = Origin {
        at: night.begins_at,
        branch_id: night.branch_id,
        desk_id: None,
        staff_id: None,
    };
    let loss = lose(conn, &by, &open, Cause::Aged)?;
    let deed = Deed::on("loan.aged-to-lost", "loan", loan_id)
        .of_patron(patron_id)
        .changing(json!({ "loss_id": loss.id, "on": night.on }));
    Ok(Some(deed))
}
