//! What lowers an account, and what undoes that: payments, waivers, write-offs, and the ways back.

use carrel_rules::account::{Part, Settlement};
use diesel::prelude::*;
use uuid::Uuid;

use super::Origin;
use crate::account::store::{self, Book, CreditBook, FineBook, NewAllocation, NewEntry};

/// The patron pays: an entry of this id, which settles what the rules say.
pub fn pay(
    conn: &mut PgConnection,
    by: impl Into<Origin>,
    book: &Book,
    (id, amount): (Uuid, i64),
    settled: &[Settlement],
) -> QueryResult<()> {
    let entry = NewEntry {
        id,
        ..NewEntry::of(book.account_id, "payment", -amount)
    };
    store::enter(conn, &by.into(), &entry, None)?;
    store::settle(conn, settled, id)
}

/// Who does without money that is owed, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgiveness {
    /// The library forgives it.
    Waiver,
    /// The library does not expect it any more.
    WriteOff,
}

impl Forgiveness {
    fn kind(self) -> &'static str {
        match self {
            Self::Waiver => "waiver",
            Self::WriteOff => "write_off",
        }
    }

    fn event(self) -> &'static str {
        match self {
            Self::Waiver => "fine.waived",
            Self::WriteOff => "fine.written-off",
        }
    }
}

/// Forgives so much of what is owed of a fine. The caller has made sure that it is owed and that they may. Tells the entry.
pub fn forgive(
    conn: &mut PgConnection,
    by: impl Into<Origin>,
    fine: &FineBook,
    (how, amount): (Forgiveness, i64),
    reason: &str,
) -> QueryResult<Uuid> {
    let entry = NewEntry {
        fine_id: Some(fine.fine_id),
        reason: Some(reason),
        ..NewEntry::of(fine.account_id, how.kind(), -amount)
    };
    store::enter(conn, &by.into(), &entry, Some(how.event()))?;
    let allocation = NewAllocation::to_fine(entry.id, fine.fine_id, amount, entry.id);
    store::allocate(conn, &[allocation])?;
    Ok(entry.id)
}

/// Gives back what was paid of a fine, which is owed again: `parts` of its payments. Tells the entry.
pub fn refund(
    conn: &mut PgConnection,
    by: impl Into<Origin>,
    fine: &FineBook,
    parts: &[Part],
    reason: &str,
) -> QueryResult<Uuid> {
    let amount = parts.iter().map(|part| part.amount).sum();
    let entry = NewEntry {
        fine_id: Some(fine.fine_id),
        reason: Some(reason),
        ..NewEntry::of(fine.account_id, "refund", amount)
    };
    store::enter(conn, &by.into(), &entry, None)?;
    let moved = parts.iter().flat_map(|part| {
        let back = NewAllocation::to_fine(part.id, fine.fine_id, -part.amount, entry.id);
        [back, NewAllocation::to_debit(part.id, entry.id, part.amount)]
    });
    store::allocate(conn, &moved.collect::<Vec<_>>())?;
    Ok(entry.id)
}

/// Hands credit out: `parts` of the patron's payments that settle nothing. Tells the entry.
pub fn pay_out(
    conn: &mut PgConnection,
    by: impl Into<Origin>,
    book: &Book,
    parts: &[Part],
    reason: &str,
) -> QueryResult<Uuid> {
    let amount = parts.iter().map(|part| part.amount).sum();
    let entry = NewEntry {
        reason: Some(reason),
        ..NewEntry::of(book.account_id, "payout", amount)
    };
    store::enter(conn, &by.into(), &entry, None)?;
    let drawn = parts
        .iter()
        .map(|part| NewAllocation::to_debit(part.id, entry.id, part.amount));
    store::allocate(conn, &drawn.collect::<Vec<_>>())?;
    Ok(entry.id)
}

/// Undoes a payment or a waiver: what it settled is owed again. Nothing of it may have been given back. Tells the entry.
pub fn void(conn: &mut PgConnection, by: impl Into<Origin>, credit: &CreditBook, reason: &str) -> QueryResult<Uuid> {
    let entry = NewEntry {
        undoes_id: Some(credit.entry_id),
        fine_id: credit.fine_id,
        reason: Some(reason),
        ..NewEntry::of(credit.account_id, "void", credit.amount)
    };
    store::enter(conn, &by.into(), &entry, None)?;
    let mut moved: Vec<NewAllocation> = credit
        .settled
        .0
        .iter()
        .map(|part| NewAllocation::to_fine(credit.entry_id, part.id, -part.amount, entry.id))
        .collect();
    moved.push(NewAllocation::to_debit(credit.entry_id, entry.id, credit.amount));
    store::allocate(conn, &moved)?;
    Ok(entry.id)
}
