//! The ledger as other areas' deeds use it.
//!
//! Every function runs inside the caller's transaction. Those that write want the patron's row locked
//! (`FOR NO KEY UPDATE`) by an earlier statement of it, so that two deeds cannot count on the same balance.

mod credit;
mod origin;
mod raise;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::refs::{BranchRef, CodeRef, ItemRef};

use super::store;

pub use super::store::{Book, CreditBook, FineBook};
pub use credit::{Forgiveness, forgive, pay, pay_out, refund, void};
pub use origin::Origin;
pub use raise::{Cancel, Cancelled, cancel, charge, charge_overdue};

pub(crate) use super::store::{FineFilter, MadeCharge};

/// What a fine is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FineKind {
    /// Returned or renewed late.
    Overdue,
    /// Not returned: the item's price.
    Lost,
    /// Not returned: the work of replacing it.
    Processing,
    /// Returned damaged.
    Damage,
    /// A card: enrolling, renewing or replacing it.
    Card,
    /// Anything else staff charge.
    Manual,
}

impl FineKind {
    /// As tables and answers write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Lost => "lost",
            Self::Processing => "processing",
            Self::Damage => "damage",
            Self::Card => "card",
            Self::Manual => "manual",
        }
    }
}

/// A fine and what it stands at. Amounts are in minor units.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Fine {
    /// The fine.
    pub id: Uuid,
    /// What it is for.
    pub kind: FineKind,
    /// What was charged, adjustments included.
    pub amount: i64,
    /// What is still owed of it; never negative.
    pub outstanding: i64,
    /// The loan it comes from.
    pub loan_id: Option<Uuid>,
    /// The item it is about.
    pub item: Option<ItemRef>,
    /// The branch that charges it.
    pub branch: BranchRef,
    /// When it was first charged.
    pub charged_at: DateTime<Utc>,
    /// In a few words.
    pub detail: Option<String>,
}

/// A fine with what was settled of it, and how.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ToldFine {
    /// The fine.
    #[serde(flatten)]
    pub fine: Fine,
    /// Who owes it; none for somebody without a card.
    pub patron_id: Option<Uuid>,
    /// The library's own kind, if it is one.
    pub fine_kind: Option<CodeRef>,
    /// What was paid of it and not given back.
    pub paid: i64,
    /// What the library forgave.
    pub waived: i64,
    /// What the library does not expect any more.
    pub written_off: i64,
    /// What was paid of it and given back.
    pub refunded: i64,
}

/// A fine to charge.
#[derive(Clone, Debug)]
pub struct NewFine {
    /// Who owes it.
    pub patron_id: Uuid,
    /// What it is for.
    pub kind: FineKind,
    /// The library's own kind; the kind is then [`FineKind::Manual`].
    pub fine_kind_id: Option<Uuid>,
    /// The loan it comes from.
    pub loan_id: Option<Uuid>,
    /// The item it is about.
    pub item_id: Option<Uuid>,
    /// The branch that charges it.
    pub branch_id: Uuid,
    /// Minor units; more than nothing.
    pub amount: i64,
    /// In a few words. Names nobody.
    pub detail: Option<String>,
}

/// What a loan's overdue fine should stand at.
#[derive(Clone, Debug)]
pub struct Charge {
    /// Who owes it.
    pub patron_id: Uuid,
    /// The loan.
    pub loan_id: Uuid,
    /// Its item.
    pub item_id: Uuid,
    /// The branch whose policy says so: the loan's controlling branch.
    pub branch_id: Uuid,
    /// The total, in minor units, not what is to be added. Not negative.
    pub amount: i64,
    /// In a few words, for the receipt. Names nobody.
    pub detail: Option<String>,
}

/// A charge that another system made first.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OpeningBalance {
    /// The fine to be.
    pub id: Uuid,
    /// Its entry.
    pub entry_id: Uuid,
    /// Who owes it.
    pub patron_id: Uuid,
    /// What it is for.
    pub kind: &'static str,
    /// Minor units; more than nothing.
    pub amount: i64,
    /// The branch that charges it.
    pub branch_id: Uuid,
    /// Who brings it along; none on the command line.
    pub staff_id: Option<Uuid>,
    /// When it came about.
    pub charged_at: DateTime<Utc>,
    /// In a few words.
    pub detail: Option<String>,
    /// Whose id the next is.
    pub external_source: String,
    /// What it is called there; charged once.
    pub external_id: String,
}

/// Opens the account of a patron who is being registered.
pub fn open_account(conn: &mut PgConnection, patron_id: Uuid, now: DateTime<Utc>) -> QueryResult<()> {
    store::open_account(conn, patron_id, now)
}

/// What the patron owes, in minor units; negative for a credit. Zero without an account.
pub fn balance(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<i64> {
    store::balance(conn, patron_id)
}

/// Charges what enrolling costs, in minor units.
pub fn charge_card_fee(conn: &mut PgConnection, desk: &Desk, patron_id: Uuid, amount: i64) -> QueryResult<()> {
    let fine = NewFine {
        patron_id,
        kind: FineKind::Card,
        fine_kind_id: None,
        loan_id: None,
        item_id: None,
        branch_id: desk.branch_id,
        amount,
        detail: None,
    };
    charge(conn, desk, &fine).map(drop)
}

/// Gives the accounts of a record that is being merged to the record that stays. Entries stay as they are.
pub fn hand_over(conn: &mut PgConnection, from_id: Uuid, to_id: Uuid) -> QueryResult<()> {
    store::hand_over(conn, from_id, to_id)
}

/// Takes out of the account of somebody who is being anonymised what tells more than amounts.
pub fn forget(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<()> {
    store::forget(conn, patron_id)
}

/// Locks a patron, and tells whether there is one.
pub fn lock_patron(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<bool> {
    store::lock_patron(conn, patron_id)
}

/// What a patron owes and has as credit, the oldest first. None when there is no such patron.
pub fn book(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<Option<Book>> {
    store::book(conn, patron_id)
}

/// Locks the patron who owes a fine and reads what the fine stands at. None when there is no such fine.
pub fn lock_fine(conn: &mut PgConnection, fine_id: Uuid) -> QueryResult<Option<FineBook>> {
    let Some(owner) = store::lock_owner_of_fine(conn, fine_id)? else {
        return Ok(None);
    };
    let fine = store::fine_book(conn, fine_id)?;
    match fine {
        // The record was merged into another while this waited.
        Some(fine) if fine.patron_id != owner => {
            store::lock_patron(conn, fine.patron_id)?;
            store::fine_book(conn, fine_id)
        }
        fine => Ok(fine),
    }
}

/// Locks the patron whose credit this entry is and reads what it settled. None when there is no such credit.
pub fn lock_credit(conn: &mut PgConnection, entry_id: Uuid) -> QueryResult<Option<CreditBook>> {
    let Some(owner) = store::lock_owner_of_entry(conn, entry_id)? else {
        return Ok(None);
    };
    let credit = store::credit_book(conn, entry_id)?;
    match credit {
        Some(credit) if credit.patron_id != owner => {
            store::lock_patron(conn, credit.patron_id)?;
            store::credit_book(conn, entry_id)
        }
        credit => Ok(credit),
    }
}

/// Reads a fine.
pub fn fine(conn: &mut PgConnection, fine_id: Uuid) -> QueryResult<Option<ToldFine>> {
    let filter = FineFilter {
        id: Some(fine_id),
        limit: 1,
        ..FineFilter::default()
    };
    Ok(store::fines(conn, &filter)?.pop())
}

/// Reads fines, the newest first.
pub(crate) fn fines(conn: &mut PgConnection, filter: &FineFilter) -> QueryResult<Vec<ToldFine>> {
    store::fines(conn, filter)
}

/// Waives whatever is outstanding of a loan's overdue fine. None, and nothing written, when nothing is. The caller has
/// made sure that the staff member may: nobody waives on their own or their child's account.
pub fn waive_overdue(conn: &mut PgConnection, desk: &Desk, loan_id: Uuid, reason: &str) -> QueryResult<Option<Fine>> {
    store::waive_overdue(conn, desk, loan_id, reason)
}

/// Those of these (source, id) that are on some account already. The source `carrel` names fines by their own ids.
pub(crate) fn opening_balances(conn: &mut PgConnection, keys: &[(String, String)]) -> QueryResult<Vec<MadeCharge>> {
    store::opening_balances(conn, keys)
}

/// Charges what another system charged first.
pub(crate) fn charge_opening_balances(
    conn: &mut PgConnection,
    charges: &[OpeningBalance],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    store::charge_opening_balances(conn, charges, now)
}
