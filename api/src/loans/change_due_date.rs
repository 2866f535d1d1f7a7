//! Moving the due date of an open loan.

use carrel_rules::change_due_date as rule;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::Loan;
use super::overrides::{self, Attempt, Override};
use super::problem::LoanError;
use super::renew::lock_open;
use super::store::due_date as store;

/// Operation of the API, as override grants name it.
const OPERATION: &str = "changeDueDate";

/// Moves the due date to the one wished for; a day loan is due at the end of that day. Earlier needs an assistant's
/// reason, later a supervisor's. Nobody moves due dates on their own account.
pub(crate) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    loan_id: Uuid,
    wished: DateTime<Utc>,
    wanted: &Override,
) -> Result<Loan, LoanError> {
    let (mut open, _) = lock_open(conn, desk, loan_id)?;
    if open.facts.own_account {
        return Err(LoanError::OwnAccount);
    }
    let decision = rule::decide(&rule::Facts {
        now: desk.now,
        calendar: &open.calendar,
        terms: &open.terms,
        closed: false,
        due_at: open.facts.due_at,
        wished_due_at: wished,
    })?;
    let due_at = decision.due.at;
    let before = open.facts.due_at;
    if due_at != before {
        let attempt = Attempt {
            operation_id: OPERATION,
            subject_ids: &[loan_id],
            own_account: false,
        };
        let lifted = overrides::lift(conn, desk, decision.blocks, wanted, &attempt)?;
        store::write(conn, loan_id, due_at, decision.due.on)?;
        let deed = Deed {
            authorised_by: lifted.authorised_by,
            ..Deed::on("loan.due_date_changed", "loan", loan_id)
                .of_patron(open.facts.patron_id)
                .because(lifted.reason)
                .changing(json!({ "before": before, "after": due_at }))
        };
        record(conn, desk, deed)?;
        open.facts.due_at = due_at;
        open.facts.due_on = decision.due.on;
        open.facts.due_reasons.clear();
    }
    Ok(open.into_loan())
}
