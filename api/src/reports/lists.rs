//! The lists: what each reads, in which order, and its columns as a table.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use crate::loans::{self, Loan};
use crate::platform::refs::{ItemRef, PatronRef};

use super::list::{List, money};
use super::store::{self, AwayRow, CardRow, ClaimRow, LostRow};

/// By an instant and an id.
type ByTime<R> = List<R, (DateTime<Utc>, Uuid)>;

/// Loans past their due date, those due first at the top; without those of items that are lost or claimed returned.
pub(super) static OVERDUE: ByTime<Loan> = List {
    name: "overdue",
    columns: &[
        "due_on",
        "title",
        "item_barcode",
        "call_number",
        "patron",
        "card_number",
        "branch",
        "renewals",
        "accruing_fine",
    ],
    read: |conn, asked, after, limit| {
        let due_before = asked.now - TimeDelta::days(asked.days);
        Ok(loans::late(
            conn,
            asked.branch_id,
            (due_before, asked.now),
            after,
            limit,
        )?)
    },
    key: |loan| (loan.due_at, loan.id),
    cells: |loan, exponent| {
        let mut cells = vec![loan.due_on.to_string()];
        cells.extend(item(&loan.item));
        cells.extend(patron(loan.patron.as_ref()));
        cells.extend([
            loan.branch.code.clone(),
            loan.renewals_count.to_string(),
            money(loan.accruing_fine, exponent),
        ]);
        cells
    },
    patrons: |loans| loans.iter().filter(|loan| loan.patron.is_some()).count(),
};

/// Items that count as lost, the longest lost at the top.
pub(super) static LOST: ByTime<LostRow> = List {
    name: "lost",
    columns: &[
        "lost_at",
        "title",
        "item_barcode",
        "call_number",
        "patron",
        "card_number",
        "home_branch",
        "replacement_price",
        "owed",
    ],
    read: |conn, asked, after, limit| Ok(store::lost(conn, asked, after, limit)?),
    key: |row| (row.lost_at, row.item.0.id),
    cells: |row, exponent| {
        let mut cells = vec![row.lost_at.to_rfc3339()];
        cells.extend(item(&row.item.0));
        cells.extend(patron(row.patron.as_ref().map(|patron| &patron.0)));
        let price = row.replacement_price.map(|price| money(price, exponent));
        cells.extend([
            row.home_branch.0.code.clone(),
            price.unwrap_or_default(),
            money(row.owed, exponent),
        ]);
        cells
    },
    patrons: |rows| rows.iter().filter(|row| row.patron.is_some()).count(),
};

/// Loans whose patron says that the item was returned, the oldest claim at the top.
pub(super) static CLAIMS: ByTime<ClaimRow> = List {
    name: "claims",
    columns: &[
        "claimed_at",
        "title",
        "item_barcode",
        "call_number",
        "patron",
        "card_number",
        "branch",
        "due_on",
    ],
    read: |conn, asked, after, limit| Ok(store::claims(conn, asked, after, limit)?),
    key: |row| (row.claimed_at, row.loan_id),
    cells: |row, _| {
        let mut cells = vec![row.claimed_at.to_rfc3339()];
        cells.extend(item(&row.item.0));
        cells.extend(patron(Some(&row.patron.0)));
        cells.extend([row.branch.0.code.clone(), row.due_on.to_string()]);
        cells
    },
    patrons: <[ClaimRow]>::len,
};

/// Items that have been under way for too long, the longest at the top.
pub(super) static IN_TRANSIT: ByTime<AwayRow> = List {
    name: "in-transit",
    columns: &["sent_at", "title", "item_barcode", "call_number", "from", "to"],
    read: |conn, asked, after, limit| Ok(store::in_transit(conn, asked, after, limit)?),
    key: |row| (row.sent_at, row.item.0.id),
    cells: |row, _| {
        let mut cells = vec![row.sent_at.to_rfc3339()];
        cells.extend(item(&row.item.0));
        cells.extend([row.from_branch.0.code.clone(), row.to_branch.0.code.clone()]);
        cells
    },
    patrons: |_| 0,
};

/// Patrons whose card is over, the last to expire at the top.
pub(super) static EXPIRED_CARDS: List<CardRow, (NaiveDate, Uuid)> = List {
    name: "expired-cards",
    columns: &[
        "expires_on",
        "patron",
        "card_number",
        "category",
        "home_branch",
        "open_loans",
        "balance",
    ],
    read: |conn, asked, after, limit| Ok(store::expired_cards(conn, asked, after, limit)?),
    key: |row| (row.expires_on, row.patron.0.id),
    cells: |row, exponent| {
        let mut cells = vec![row.expires_on.to_string()];
        cells.extend(patron(Some(&row.patron.0)));
        cells.extend([
            row.category.0.code.clone(),
            row.home_branch.0.code.clone(),
            row.open_loans.to_string(),
            money(row.balance, exponent),
        ]);
        cells
    },
    patrons: <[CardRow]>::len,
};

/// Title, barcode and call number.
fn item(item: &ItemRef) -> [String; 3] {
    [
        item.title.title.clone(),
        item.barcode.clone(),
        item.call_number.clone().unwrap_or_default(),
    ]
}

/// Name and card number.
fn patron(patron: Option<&PatronRef>) -> [String; 2] {
    let card = patron.and_then(|patron| patron.card_number.clone());
    [
        patron.map(|patron| patron.name.clone()).unwrap_or_default(),
        card.unwrap_or_default(),
    ]
}
