//! Renewing a loan, or all loans of a patron.

use carrel_rules::block::Block;
use carrel_rules::patron::Counts;
use carrel_rules::renewal::{self as rule, Decision, Holds};
use carrel_rules::status::Status;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger::Fine;
use crate::holds;
use crate::platform::desk::Desk;
use crate::platform::refs::ItemRef;

use super::check_out::due_reasons;
use super::closing::{OpenLoan, item_ref, lock_holder};
use super::overrides::{self, Attempt, Override};
use super::problem::LoanError;
use super::standing::{self, Standing, patron};
use super::store::check_in::{self as facts_store, ItemFacts};
use super::store::check_out::Lifted;
use super::store::lock;
use super::store::renew::{self as store, RenewalWrites};
use super::{ItemKey, Loan};

/// Operation of the API, as override grants name it.
pub(super) const OPERATION: &str = "renewLoan";

/// A loan just renewed.
#[derive(Debug)]
pub(crate) struct Renewed {
    /// As it is now.
    pub loan: Loan,
    /// When it was due before.
    pub due_at_before: DateTime<Utc>,
    /// The overdue fine so far, which the renewal charged.
    pub fine: Option<Fine>,
}

/// What became of one of a patron's loans.
#[derive(Debug)]
pub(crate) struct RenewalResult {
    pub loan_id: Uuid,
    pub item: ItemRef,
    /// When it is due now, renewed or not.
    pub due_at: DateTime<Utc>,
    /// Why it was not renewed; empty when it was.
    pub blocks: Vec<Block>,
}

/// Renews one loan. Fails with every block that still stands.
pub(crate) fn renew(
    conn: &mut PgConnection,
    desk: &Desk,
    loan_id: Uuid,
    wanted: &Override,
) -> Result<Renewed, LoanError> {
    let (mut open, status) = lock_open(conn, desk, loan_id)?;
    let patron_id = open.facts.patron_id;
    let standing = standing::at_desk(conn, desk, patron_id)?.ok_or(LoanError::UnknownLoan)?;
    let waiting = holds::against_renewal(conn, desk, &[open.item.id])?;
    let waiting = waiting.get(&open.item.id).copied().unwrap_or_default();
    let decision = decide(desk, &open, status, (&standing, waiting));
    let attempt = Attempt {
        operation_id: OPERATION,
        subject_ids: &[loan_id],
        own_account: standing.own_account,
    };
    let lifted = overrides::lift(conn, desk, decision.blocks.clone(), wanted, &attempt)?;
    let due_at_before = open.facts.due_at;
    store::write(conn, desk, &[writes(&open, &decision, lifted)?])?;
    let fine = open.charge(conn, desk, decision.fine_step)?;
    apply(&mut open, &decision)?;
    Ok(Renewed {
        loan: open.into_loan(),
        due_at_before,
        fine,
    })
}

/// Renews what can be renewed of a patron's loans, by due date, and says of each why not. Lifts nothing.
pub(crate) fn renew_all(
    conn: &mut PgConnection,
    desk: &Desk,
    patron_id: Uuid,
) -> Result<Vec<RenewalResult>, LoanError> {
    let item_ids = lock::all_of_patron(conn, patron_id)?;
    let mut standing = standing::at_desk(conn, desk, patron_id)?.ok_or(LoanError::UnknownLoan)?;
    let items = facts_store::facts_of_all(conn, desk, &item_ids)?;
    let waiting = holds::against_renewal(conn, desk, &item_ids)?;
    let mut results = Vec::new();
    let mut renewals = Vec::new();
    let mut charged = 0;
    for mut item in items {
        let Some((mut open, status)) = of_patron(conn, &mut item, patron_id)? else {
            continue;
        };
        // What the loans before this one were charged counts towards the patron's cap, and is owed.
        open.facts.owed_for_others += charged;
        let waiting = waiting.get(&open.item.id).copied().unwrap_or_default();
        let decision = decide(desk, &open, status, (&standing, waiting));
        if decision.blocks.is_empty() {
            let none = Lifted {
                changes: json!({}),
                reason: None,
                authorised_by: None,
            };
            renewals.push(writes(&open, &decision, none)?);
            let before = open.facts.fine_stands_at.unwrap_or(0);
            if open.charge(conn, desk, decision.fine_step)?.is_some() {
                let more = decision.fine.amount - before;
                charged += more;
                standing.balance += more;
            }
            apply(&mut open, &decision)?;
        }
        results.push(RenewalResult {
            loan_id: open.facts.loan_id,
            due_at: open.facts.due_at,
            item: open.item,
            blocks: decision.blocks,
        });
    }
    if !renewals.is_empty() {
        store::write(conn, desk, &renewals)?;
    }
    Ok(results)
}

/// Locks a loan that must be open, and reads it.
pub(super) fn lock_open(conn: &mut PgConnection, desk: &Desk, loan_id: Uuid) -> Result<(OpenLoan, Status), LoanError> {
    let locked = lock::item_and_holder(conn, &ItemKey::OfLoan(loan_id))?;
    let item_id = locked.item_id.ok_or(LoanError::UnknownLoan)?;
    let facts = facts_store::facts(conn, desk, item_id)?.ok_or(LoanError::UnknownLoan)?;
    let mut facts = lock_holder(conn, desk, &locked, facts)?;
    let status = facts.item_status.parse().unwrap_or(Status::OnLoan);
    let loan = facts
        .loan
        .take()
        .filter(|loan| loan.loan_id == loan_id)
        .ok_or(LoanError::Closed)?;
    let item = item_ref(&facts);
    Ok((OpenLoan::read(conn, loan, item, facts.policy_version)?, status))
}

/// The item's loan, where it still is this patron's.
fn of_patron(
    conn: &mut PgConnection,
    facts: &mut ItemFacts,
    patron_id: Uuid,
) -> Result<Option<(OpenLoan, Status)>, LoanError> {
    let status = facts.item_status.parse().unwrap_or(Status::OnLoan);
    let Some(loan) = facts.loan.take().filter(|loan| loan.patron_id == patron_id) else {
        return Ok(None);
    };
    Ok(Some((
        OpenLoan::read(conn, loan, item_ref(facts), facts.policy_version)?,
        status,
    )))
}

/// Asks the rules, as of the desk's now.
pub(super) fn decide(desk: &Desk, open: &OpenLoan, status: Status, (standing, holds): (&Standing, Holds)) -> Decision {
    let counts = Counts {
        loans: standing.loans,
        overdue: standing.overdue,
        lost: standing.lost,
        balance: standing.balance,
        ..Counts::default()
    };
    rule::decide(&rule::Facts {
        now: desk.now,
        calendar: &open.calendar,
        terms: &open.terms,
        loan: rule::Loan {
            closed: false,
            on_site: open.facts.kind == "on_site",
            status,
            due_at: open.facts.due_at,
            renewals: open.facts.renewals_count.into(),
            fine: open.facts.fine_stands_at,
            earlier: open.facts.fine_before_renewal,
        },
        patron: &patron(standing, None),
        counts: &counts,
        limits: &open.limits,
        holds,
        replacement_price: open.facts.replacement_price,
        owed_for_others: open.facts.owed_for_others,
    })
}

/// What a renewal so decided writes.
pub(super) fn writes(open: &OpenLoan, decision: &Decision, lifted: Lifted) -> Result<RenewalWrites, LoanError> {
    Ok(RenewalWrites {
        loan_id: open.facts.loan_id,
        patron_id: open.facts.patron_id,
        due_at_before: open.facts.due_at,
        due_at: decision.due.at,
        due_on: decision.due.on,
        due_reasons: due_reasons(&decision.due)?,
        fine_before_renewal: decision.fine.amount,
        changes: lifted.changes,
        reason: lifted.reason,
        authorised_by: lifted.authorised_by,
    })
}

/// Brings the loan in hand to what was written.
fn apply(open: &mut OpenLoan, decision: &Decision) -> Result<(), LoanError> {
    open.facts.due_at = decision.due.at;
    open.facts.due_on = decision.due.on;
    open.facts.due_reasons = due_reasons(&decision.due)?;
    open.facts.renewals_count += 1;
    Ok(())
}
