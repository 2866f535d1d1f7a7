//! Fines and what was paid or waived of them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Today;
use super::loans::{LateFine, open_loan_id};
use super::staff::{ASSISTANT, SUPERVISOR};
use crate::demo::store::fill;
use crate::demo::table::{Row, each};
use crate::demo::{DataError, DemoError, id};

/// A charge with what is still owed of it.
struct Fine {
    id: Uuid,
    card: String,
    kind: String,
    loan_id: Option<Uuid>,
    item_id: Option<Uuid>,
    branch_id: Uuid,
    charged_at: DateTime<Utc>,
    detail: Option<String>,
    amount: i64,
    owed: i64,
}

/// What a credit adds to ledger and allocations.
struct Credit {
    entered_at: DateTime<Utc>,
    entry: Value,
    allocation: Value,
}

/// Inserts the overdue fines handed in, the other charges and all credits.
pub(super) fn insert(conn: &mut PgConnection, today: Today, late: Vec<LateFine>) -> Result<(), DemoError> {
    let mut fines: HashMap<String, Fine> = late.into_iter().map(overdue).collect();
    fines.extend(each(include_str!("../data/fines.txt"), |row| charge(row, today))?);
    let credits = each(include_str!("../data/credits.txt"), |row| {
        credit(row, today, &mut fines)
    })?;
    let mut fines: Vec<Fine> = fines.into_values().collect();
    fines.sort_by_key(|fine| (fine.charged_at, fine.id));
    let charges = fines.iter().map(|fine| (fine.charged_at, charge_entry(fine)));
    let mut entries: Vec<_> = charges
        .chain(credits.iter().map(|credit| (credit.entered_at, credit.entry.clone())))
        .collect();
    // The ledger is kept in the order of time; of one moment, charges come first.
    entries.sort_by_key(|(at, _)| *at);
    fill(conn, "fines", fines.iter().map(fine_row).collect())?;
    fill(
        conn,
        "ledger_entries",
        entries.into_iter().map(|(_, entry)| entry).collect(),
    )?;
    fill(
        conn,
        "allocations",
        credits.into_iter().map(|credit| credit.allocation).collect(),
    )?;
    Ok(())
}

fn overdue(late: LateFine) -> (String, Fine) {
    let key = format!("overdue:{}", late.item);
    let fine = Fine {
        id: id("fine", &format!("{key} {}", late.card)),
        card: late.card,
        kind: "overdue".to_owned(),
        loan_id: Some(late.loan_id),
        item_id: Some(late.item_id),
        branch_id: late.branch_id,
        charged_at: late.charged_at,
        detail: None,
        amount: late.amount,
        owed: late.amount,
    };
    (key, fine)
}

fn charge(row: &Row<'_>, today: Today) -> Result<(String, Fine), DataError> {
    let (key, card, kind) = (row.text("key")?, row.text("card")?, row.text("kind")?);
    let item = row.maybe("item")?;
    let of_loan = matches!(kind, "lost" | "processing");
    let amount = row.needed("amount")?;
    let fine = Fine {
        id: id("fine", key),
        card: card.to_owned(),
        kind: kind.to_owned(),
        loan_id: item.filter(|_| of_loan).map(|item| open_loan_id(item, card)),
        item_id: item.map(|item| id("item", item)),
        branch_id: id("branch", "CEN"),
        charged_at: today.noon(row.needed("charged")?),
        detail: row.maybe("detail")?.map(str::to_owned),
        amount,
        owed: amount,
    };
    Ok((key.to_owned(), fine))
}

/// Both are allocated to their fine; a waiver also names it.
fn credit(row: &Row<'_>, today: Today, fines: &mut HashMap<String, Fine>) -> Result<Credit, DataError> {
    let (card, kind, key) = (row.text("card")?, row.text("kind")?, row.text("fine")?);
    let fine = fines.get_mut(key).filter(|fine| fine.card == card);
    let fine = fine.ok_or_else(|| DataError::new(format!("no fine {key} of this patron")))?;
    let amount = match row.text("amount")? {
        "all" => fine.owed,
        _ => row.needed("amount")?,
    };
    fine.owed -= amount;
    // Never before the charge: an item may have come back in the afternoon of that day.
    let entered_at = today.noon(row.needed("entered")?).max(fine.charged_at);
    let entry_id = id("entry", &format!("{kind} {key}"));
    let is_payment = kind == "payment";
    let staff = if is_payment { ASSISTANT } else { SUPERVISOR };
    Ok(Credit {
        entered_at,
        entry: json!({ "id": entry_id, "account_id": id("account", card), "kind": kind, "amount": -amount,
            "fine_id": (!is_payment).then_some(fine.id), "entered_at": entered_at, "branch_id": fine.branch_id,
            "staff_id": id("staff", staff), "reason": row.maybe("reason")? }),
        allocation: json!({ "id": id("allocation", &entry_id.to_string()), "credit_entry_id": entry_id, "fine_id": fine.id,
                "amount": amount }),
    })
}

fn fine_row(fine: &Fine) -> Value {
    json!({ "id": fine.id, "account_id": id("account", &fine.card), "kind": fine.kind, "loan_id": fine.loan_id,
        "item_id": fine.item_id, "branch_id": fine.branch_id, "charged_at": fine.charged_at, "detail": fine.detail })
}

fn charge_entry(fine: &Fine) -> Value {
    json!({ "id": id("entry", &format!("charge {}", fine.id)), "account_id": id("account", &fine.card), "kind": "charge",
        "amount": fine.amount, "fine_id": fine.id, "entered_at": fine.charged_at, "branch_id": fine.branch_id,
        "staff_id": id("staff", ASSISTANT), "reason": null })
}
