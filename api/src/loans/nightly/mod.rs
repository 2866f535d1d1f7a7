//! What a branch's night does with its loans.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger::Origin;
use crate::branches::calendar_cache;
use crate::platform::record::{Deed, record_all};

use super::closing::{OpenLoan, item_ref};
use super::losses::{Cause, lose};
use super::problem::LoanError;
use super::store::check_in::{self as store, Asker};
use super::store::{lock, losses};

/// Counts as lost what has been out for longer than its terms allow, on this day of the branch that controls the loans; at
/// most so many, the longest first. Tells how many. A second run of the same day finds nothing left, and a late one ends as one
/// in time: a loss is dated to the end of its day.
pub fn age_to_lost(conn: &mut PgConnection, branch_id: Uuid, on: NaiveDate, limit: i64) -> Result<usize, LoanError> {
    let items = losses::aged(conn, branch_id, on, limit)?;
    let mut deeds = Vec::with_capacity(items.len());
    for item_id in items {
        deeds.extend(age(conn, branch_id, on, item_id)?);
    }
    let done = deeds.len();
    let at = deeds.first().map(|(at, _)| *at);
    if let Some(at) = at {
        record_all(conn, at, deeds.into_iter().map(|(_, deed)| deed).collect())?;
    }
    Ok(done)
}

type Aged = (DateTime<Utc>, Deed);

/// Each is a deed of its own, as at a desk: it locks its patron and charges by its own terms.
fn age(conn: &mut PgConnection, branch_id: Uuid, on: NaiveDate, item_id: Uuid) -> Result<Option<Aged>, LoanError> {
    let asker = Asker {
        staff_id: Uuid::nil(),
        branch_id,
        today: on,
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
    let calendar = calendar_cache::calendar(conn, loan.controlling_branch_id, loan.calendar_version)?;
    let at = calendar.end_of_day(on);
    let (loan_id, patron_id) = (loan.loan_id, loan.patron_id);
    let open = OpenLoan::read(conn, loan, item, facts.policy_version)?;
    let by = Origin {
        at,
        branch_id,
        desk_id: None,
        staff_id: None,
    };
    let loss = lose(conn, &by, &open, Cause::Aged)?;
    let deed = Deed::on("loan.aged-to-lost", "loan", loan_id)
        .of_patron(patron_id)
        .changing(json!({ "loss_id": loss.id, "on": on }));
    Ok(Some((at, deed)))
}
