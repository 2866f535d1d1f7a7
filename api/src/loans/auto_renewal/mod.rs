//! Loans that renew themselves, when their policy says so (`auto_renew`) and nothing is against it.
//!
//! Every night from the first day on which it may (`carrel_rules::renewal::renews_itself_from`) a loan tries once, until
//! it is due. It is decided as of the beginning of the night, so no fine is charged, and lifts nothing: a machine has no
//! word.

use std::collections::HashMap;

use carrel_rules::renewal::renews_itself_from;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::holds;
use crate::platform::desk::{Desk, Role};
use crate::platform::night::{Batch, Night};

use super::closing::{OpenLoan, item_ref};
use super::problem::LoanError;
use super::renew::{decide, writes};
use super::store::check_in as facts_store;
use super::store::check_out::Lifted;
use super::store::lock::Due;
use super::store::renew as store;
use super::store::standing::{self, Standing};

/// Renews at most so many loans of the branch, as their controlling one, that are to be renewed by the night.
pub(crate) fn renew_by_themselves(conn: &mut PgConnection, night: &Night, at_most: i64) -> Result<Batch, LoanError> {
    let due = store::lock_due(conn, night, at_most)?;
    if due.is_empty() {
        return Ok(Batch::default());
    }
    let desk = nobodys_desk(night);
    let column = |of: fn(&Due) -> Uuid| due.iter().map(of).collect::<Vec<_>>();
    let (loan_ids, item_ids) = (column(|loan| loan.loan_id), column(|loan| loan.item_id));
    let standings: HashMap<Uuid, Standing> = standing::of_all(conn, &desk, &column(|loan| loan.patron_id))?;
    let waiting = holds::against_renewal(conn, &desk, &item_ids)?;
    let mut renewals = Vec::new();
    for mut item in facts_store::facts_of_all(conn, &desk, &item_ids)? {
        let status = item.item_status.parse().unwrap_or(carrel_rules::status::Status::OnLoan);
        let Some(facts) = item.loan.take().filter(|loan| loan_ids.contains(&loan.loan_id)) else {
            continue;
        };
        let open = OpenLoan::read(conn, facts, item_ref(&item), item.policy_version)?;
        let may_try = renews_itself_from(&open.terms, open.facts.due_on).is_some_and(|from| from <= night.on)
            && night.begins_at < open.facts.due_at;
        let Some(standing) = standings.get(&open.facts.patron_id).filter(|_| may_try) else {
            continue;
        };
        let waiting = waiting.get(&open.item.id).copied().unwrap_or_default();
        let decision = decide(&desk, &open, status, (standing, waiting));
        if decision.blocks.is_empty() {
            renewals.push(writes(&open, &decision, nothing_lifted())?);
        }
    }
    let is_renewed = |id: &Uuid| renewals.iter().any(|renewal| renewal.loan_id == *id);
    let left: Vec<Uuid> = loan_ids.iter().copied().filter(|id| !is_renewed(id)).collect();
    store::write_by_night(conn, night, &renewals, &left)?;
    Ok(Batch {
        taken: loan_ids.len(),
        done: renewals.len(),
    })
}

/// What the facts are read for: the branch as the night begins. Nobody sits there, so no account is their own.
fn nobodys_desk(night: &Night) -> Desk {
    Desk {
        staff_id: Uuid::nil(),
        role: Role::Assistant,
        branch_id: night.branch_id,
        desk_id: None,
        session_id: Uuid::nil(),
        token_version: 0,
        zone: night.zone,
        now: night.begins_at,
        today: night.on,
        request_id: "".into(),
    }
}

fn nothing_lifted() -> Lifted {
    Lifted {
        changes: json!({}),
        reason: None,
        authorised_by: None,
    }
}
