//! Losing an item.

use carrel_rules::check_in::close;
use carrel_rules::lost::{self as rule, OverdueAtLoss};
use carrel_rules::status::Status;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger::{self, FineKind, Forgiveness, NewFine, Origin};
use crate::loans::Loan;
use crate::loans::closing::OpenLoan;
use crate::loans::problem::LoanError;
use crate::loans::read;
use crate::loans::renew::lock_open;
use crate::loans::store::losses::{self as store, NewLoss};
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

/// How an item came to count as lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::loans) enum Cause {
    /// Somebody said so.
    Declared,
    /// It has been out for too long.
    Aged,
}

/// The item of this loan is lost, its patron says. Fails when the loan has ended or is lost already.
pub(in crate::loans) fn declare(conn: &mut PgConnection, desk: &Desk, loan_id: Uuid) -> Result<Loan, LoanError> {
    let (open, _) = lock_open(conn, desk, loan_id)?;
    if open.facts.lost_at.is_some() {
        return Err(LoanError::LostBefore);
    }
    let patron_id = open.facts.patron_id;
    let loss = lose(conn, &Origin::from(desk), &open, Cause::Declared)?;
    let deed = Deed::on("loan.declared-lost", "loan", loan_id)
        .of_patron(patron_id)
        .changing(json!({ "loss_id": loss.id, "fine_ids": [loss.lost_fine_id, loss.processing_fine_id] }));
    record(conn, desk, deed)?;
    read::one(conn, loan_id, desk.now)
}

/// Charges the overdue fine so far, the item and the handling, and writes the loss. Item and patron are locked.
pub(in crate::loans) fn lose(
    conn: &mut PgConnection,
    by: &Origin,
    open: &OpenLoan,
    cause: Cause,
) -> Result<NewLoss, LoanError> {
    let facts = &open.facts;
    let closing = close(
        &open.rule(),
        Status::OnLoan,
        by.at.max(facts.checked_out_at),
        None,
        false,
    );
    // A claim about it had no fine, and has none now that it is over.
    let overdue = match facts.claimed_returned_at {
        Some(_) => None,
        None => open.charge(conn, by.clone(), closing.fine_step)?,
    };
    let mut forgiven_entry_id = None;
    if rule::overdue(&open.terms) == OverdueAtLoss::Forgive
        && let Some(fine_id) = overdue.map(|fine| fine.id).or(facts.overdue_fine_id)
        && let Some(fine) = ledger::lock_fine(conn, fine_id)?.filter(|fine| fine.outstanding > 0)
    {
        let how = (Forgiveness::Waiver, fine.outstanding);
        forgiven_entry_id = Some(ledger::forgive(conn, by.clone(), &fine, how, "Item lost")?);
    }
    let charges = rule::charges(&open.terms, facts.replacement_price);
    let loss = NewLoss {
        id: Uuid::now_v7(),
        loan_id: facts.loan_id,
        item_id: open.item.id,
        cause: match cause {
            Cause::Declared => "declared",
            Cause::Aged => "aged",
        },
        lost_fine_id: charge(conn, by, open, (FineKind::Lost, charges.replacement))?,
        processing_fine_id: charge(conn, by, open, (FineKind::Processing, charges.processing))?,
        forgiven_entry_id,
    };
    // One that was set right by hand has ended.
    if let Some(before) = store::open_loss(conn, open.item.id)? {
        store::end_loss(conn, before.id, by.at)?;
    }
    store::write_loss(conn, by, &loss)?;
    Ok(loss)
}

fn charge(
    conn: &mut PgConnection,
    by: &Origin,
    open: &OpenLoan,
    (kind, amount): (FineKind, i64),
) -> Result<Option<Uuid>, LoanError> {
    if amount == 0 {
        return Ok(None);
    }
    let fine = NewFine {
        patron_id: open.facts.patron_id,
        kind,
        fine_kind_id: None,
        loan_id: Some(open.facts.loan_id),
        item_id: Some(open.item.id),
        branch_id: open.facts.controlling_branch_id,
        amount,
        detail: Some(open.item.title.title.clone()),
    };
    Ok(Some(ledger::charge(conn, by.clone(), &fine)?.id))
}
