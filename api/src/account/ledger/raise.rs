//! Charging: what raises an account, and what brings a fine to another amount.

use carrel_rules::account::{self as rule, Settlement};
use diesel::prelude::*;
use uuid::Uuid;

use super::{Charge, Fine, NewFine, Origin};
use crate::account::store::{self, NewAllocation, NewEntry};

/// Charges a fine. What the patron has as credit settles it at once.
pub fn charge(conn: &mut PgConnection, by: impl Into<Origin>, new: &NewFine) -> QueryResult<Fine> {
    let by = by.into();
    let entry_id = Uuid::now_v7();
    let fine = store::charge(conn, &by, new, entry_id)?;
    settled_by_credit(conn, &by, (new.patron_id, entry_id), fine)
}

/// Brings a loan's overdue fine to `charge.amount`: charges it when there is none, enters the difference as an
/// adjustment when there is one, and writes nothing when it stands right. None when there is no fine and none is due.
/// It never comes below what was forgiven of it; what was paid beyond it becomes the patron's credit.
pub fn charge_overdue(conn: &mut PgConnection, by: impl Into<Origin>, charge: &Charge) -> QueryResult<Option<Fine>> {
    let by = by.into();
    let entry_id = Uuid::now_v7();
    let Some((fine, stood_at)) = store::charge_overdue(conn, &by, charge, entry_id)? else {
        return Ok(None);
    };
    if fine.amount < stood_at {
        release(conn, fine.id, fine.amount, entry_id)?;
    } else if fine.amount > stood_at {
        return settled_by_credit(conn, &by, (charge.patron_id, entry_id), fine).map(Some);
    }
    Ok(Some(fine))
}

/// Takes a fine back: all of it, or only what is still owed of it. What was forgiven stays forgiven; what was paid becomes
/// the patron's credit. Tells how much it came down by, and how much of that became credit.
pub fn cancel(
    conn: &mut PgConnection,
    by: impl Into<Origin>,
    fine_id: Uuid,
    what: Cancel,
    reason: &str,
) -> QueryResult<Cancelled> {
    let by = by.into();
    let Some(fine) = store::fine_book(conn, fine_id)? else {
        return Ok(Cancelled::default());
    };
    let lowered = match what {
        Cancel::Whole => rule::lower(0, &fine.settled.0),
        Cancel::Owed => rule::lower(fine.amount - fine.outstanding, &fine.settled.0),
    };
    let credited: i64 = lowered.released.iter().map(|part| part.amount).sum();
    let by_amount = fine.amount - lowered.amount;
    if by_amount > 0 {
        let entry = NewEntry {
            fine_id: Some(fine_id),
            reason: Some(reason),
            ..NewEntry::of(fine.account_id, "adjustment", -by_amount)
        };
        store::enter(conn, &by, &entry, Some("fine.adjusted"))?;
        release_parts(conn, fine_id, entry.id, &lowered.released)?;
    }
    Ok(Cancelled {
        amount: by_amount,
        credited,
    })
}

/// What of a fine is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancel {
    /// All of it, so that what was paid is given back.
    Whole,
    /// What is still owed; what was paid stays paid.
    Owed,
}

/// What taking a fine back came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cancelled {
    /// What the fine came down by.
    pub amount: i64,
    /// What of it had been paid and is the patron's credit now.
    pub credited: i64,
}

/// Frees what payments have settled beyond the fine's amount.
fn release(conn: &mut PgConnection, fine_id: Uuid, amount: i64, occasion: Uuid) -> QueryResult<()> {
    let Some(fine) = store::fine_book(conn, fine_id)? else {
        return Ok(());
    };
    let lowered = rule::lower(amount, &fine.settled.0);
    release_parts(conn, fine_id, occasion, &lowered.released)
}

fn release_parts(conn: &mut PgConnection, fine_id: Uuid, occasion: Uuid, parts: &[rule::Part]) -> QueryResult<()> {
    let freed = parts
        .iter()
        .map(|part| NewAllocation::to_fine(part.id, fine_id, -part.amount, occasion));
    store::allocate(conn, &freed.collect::<Vec<_>>())
}

/// Settles what the patron owes with the credit they have, the oldest first, and tells the fine as it stands then.
fn settled_by_credit(
    conn: &mut PgConnection,
    by: &Origin,
    (patron_id, occasion): (Uuid, Uuid),
    mut fine: Fine,
) -> QueryResult<Fine> {
    let Some(book) = store::book_with_credit(conn, patron_id)? else {
        return Ok(fine);
    };
    let settled = rule::reconcile(&book.credits.0, &book.debts.0);
    store::settle(conn, &settled, occasion)?;
    fine.outstanding -= of(&settled, fine.id);
    store::announce(conn, by, "account.settled", (fine.id, patron_id))?;
    Ok(fine)
}

fn of(settled: &[Settlement], fine_id: Uuid) -> i64 {
    let here = settled.iter().filter(|one| one.fine == fine_id);
    here.map(|one| one.amount).sum()
}
