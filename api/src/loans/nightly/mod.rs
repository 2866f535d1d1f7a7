//! What a branch's night does with its loans.

use carrel_rules::lost::has_aged;
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
use super::store::lock::Due;
use super::store::losses;

/// Counts as lost what has been out for longer than its terms allow when the night of the branch that controls the loans
/// begins; at most so many, the longest first. Tells how many. A second run of the same night finds nothing left, and a late
/// one ends as one in time: a loss is dated to the beginning of its night.
pub fn age_to_lost(conn: &mut PgConnection, night: &Night, at_most: i64) -> Result<usize, LoanError> {
    let mut deeds = Vec::new();
    for due in losses::lock_aged(conn, night, at_most)? {
        deeds.extend(age(conn, night, &due)?);
    }
    let done = deeds.len();
    record_all(conn, night.now, deeds)?;
    Ok(done)
}

/// One after the other: what a patron is charged for one loss counts towards their cap for the next.
fn age(conn: &mut PgConnection, night: &Night, due: &Due) -> Result<Option<Deed>, LoanError> {
    let asker = Asker {
        staff_id: Uuid::nil(),
        branch_id: night.branch_id,
        today: night.on,
    };
    let Some(mut facts) = store::facts(conn, asker, due.item_id)? else {
        return Ok(None);
    };
    let item = item_ref(&facts);
    let Some(loan) = facts.loan.take().filter(|loan| loan.loan_id == due.loan_id) else {
        return Ok(None);
    };
    let open = OpenLoan::read(conn, loan, item, facts.policy_version)?;
    let is_settled = open.facts.lost_at.is_some() || open.facts.claimed_returned_at.is_some();
    if is_settled || !has_aged(&open.terms, open.facts.due_on, night.on) {
        return Ok(None);
    }
    let by = Origin {
        at: night.begins_at,
        branch_id: night.branch_id,
        desk_id: None,
        staff_id: None,
    };
    let loss = lose(conn, &by, &open, Cause::Aged)?;
    let deed = Deed::on("loan.aged-to-lost", "loan", due.loan_id)
        .of_patron(due.patron_id)
        .changing(json!({ "loss_id": loss.id, "on": night.on }));
    Ok(Some(deed))
}
