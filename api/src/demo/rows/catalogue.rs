//! Titles and their items.

use std::collections::HashMap;

use carrel_rules::status::Status;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::loans::Loan;
use super::places::location_id;
use super::{Today, found};
use crate::demo::store::fill;
use crate::demo::table::{Row, each};
use crate::demo::{DataError, DemoError, id};
use crate::items::Shelving;

/// An item, before the loans have told where it is.
pub(super) struct Item {
    barcode: String,
    pub(super) id: Uuid,
    pub(super) title_id: Uuid,
    pub(super) item_type_id: Uuid,
    pub(super) home_branch: String,
    pub(super) price: Option<i64>,
    location: String,
    collection: Option<String>,
    call_number: String,
    part: Option<String>,
    pub(super) status: Status,
    in_transit_to: Option<String>,
    changed_at: Option<DateTime<Utc>>,
    last_seen_at: Option<DateTime<Utc>>,
    notes: HashMap<String, String>,
}

/// The items by barcode, with their notes.
pub(super) fn read() -> Result<HashMap<String, Item>, DataError> {
    let mut items: HashMap<String, Item> = each(include_str!("../data/items.txt"), |row| {
        item(row).map(|item| (item.barcode.clone(), item))
    })?
    .into_iter()
    .collect();
    each(include_str!("../data/item_notes.txt"), |row| {
        let barcode = row.text("barcode")?;
        let item = items
            .get_mut(barcode)
            .ok_or_else(|| DataError::new(format!("no item {barcode}")))?;
        item.notes
            .insert(row.text("field")?.to_owned(), row.text("value")?.to_owned());
        Ok::<_, DataError>(())
    })?;
    Ok(items)
}

fn item(row: &Row<'_>) -> Result<Item, DataError> {
    let barcode = row.text("barcode")?;
    let owned = |column| row.maybe(column).map(|text| text.map(str::to_owned));
    let status = row.maybe("status")?.unwrap_or("available");
    let (status, in_transit_to) = status
        .split_once(':')
        .map_or((status, None), |(status, to)| (status, Some(to)));
    Ok(Item {
        barcode: barcode.to_owned(),
        id: id("item", barcode),
        title_id: id("title", row.text("title")?),
        item_type_id: id("item_type", row.text("item_type")?),
        home_branch: row.text("branch")?.to_owned(),
        price: row.number("price")?,
        location: row.text("location")?.to_owned(),
        collection: owned("collection")?,
        call_number: row.text("call_number")?.to_owned(),
        part: owned("part")?,
        status: status
            .parse()
            .map_err(|_| DataError::new(format!("no status {status}")))?,
        in_transit_to: in_transit_to.map(str::to_owned),
        changed_at: None,
        last_seen_at: None,
        notes: HashMap::new(),
    })
}

/// What the loans tell of the items: which are out, and when the others came back.
pub(super) fn reflect(items: &mut HashMap<String, Item>, loans: &[Loan]) {
    for loan in loans {
        let Some(item) = items.get_mut(&loan.item) else {
            continue;
        };
        let at = loan
            .returned_at
            .or(loan.claimed_returned_at)
            .or(loan.lost_at)
            .unwrap_or(loan.checked_out_at);
        item.changed_at = item.changed_at.max(Some(at));
        item.last_seen_at = item
            .last_seen_at
            .max(Some(loan.returned_at.unwrap_or(loan.checked_out_at)));
        if loan.returned_at.is_none() && item.status == Status::Available {
            item.status = Status::OnLoan;
        }
    }
}

/// Inserts titles and items.
pub(super) fn insert(conn: &mut PgConnection, items: &HashMap<String, Item>, today: Today) -> Result<(), DemoError> {
    fill(
        conn,
        "titles",
        each(include_str!("../data/titles.txt"), |row| title_row(row, today))?,
    )?;
    let rows = each(include_str!("../data/items.txt"), |row| {
        found("item", items, row.text("barcode")?).and_then(|item| item_row(item, today))
    })?;
    fill(conn, "items", rows)?;
    Ok(())
}

fn title_row(row: &Row<'_>, today: Today) -> Result<Value, DataError> {
    Ok(
        json!({ "id": id("title", row.text("key")?), "title": row.text("title")?, "subtitle": row.maybe("subtitle")?,
        "author": row.maybe("author")?, "contributors": row.list("contributors")?, "format": row.text("format")?,
        "language": row.maybe("language")?, "audience": row.text("audience")?,
        "published_year": row.number::<i16>("year")?, "publisher": row.maybe("publisher")?,
        "series": row.maybe("series")?, "isbns": row.list("isbn")?, "subjects": row.list("subjects")?,
        "created_at": today.founded(), "updated_at": today.founded() }),
    )
}

fn item_row(item: &Item, today: Today) -> Result<Value, DataError> {
    let note = |field| item.notes.get(field);
    let parts = note("parts_count").map_or(Ok(1), |count| count.parse::<i16>());
    let parts_count = parts.map_err(|_| DataError::new(format!("no number of parts of {}", item.barcode)))?;
    // What is under way left the other branch.
    let current = match item.in_transit_to.as_deref() {
        Some("CEN") => "RIV",
        Some(_) => "CEN",
        None => &item.home_branch,
    };
    let changed_at = item.changed_at.unwrap_or_else(|| match item.status {
        Status::Available => today.founded(),
        _ => today.noon(2),
    });
    let shelving = Shelving::of(None, Some(&item.call_number));
    Ok(
        json!({ "id": item.id, "title_id": item.title_id, "barcode": item.barcode, "item_type_id": item.item_type_id,
        "home_branch_id": id("branch", &item.home_branch), "location_id": location_id(&item.home_branch, &item.location),
        "collection_id": item.collection.as_ref().map(|code| id("collection", code)), "call_number": item.call_number,
        "shelf_key": shelving.key, "shelf_key_version": shelving.version, "call_number_parsed": shelving.is_parsed,
        "part": item.part, "status": item.status.as_str(), "status_at": changed_at,
        "current_branch_id": id("branch", current),
        "in_transit_to_id": item.in_transit_to.as_ref().map(|code| id("branch", code)),
        "replacement_price": item.price, "parts_count": parts_count, "missing_parts": note("missing_parts"),
        "check_out_message": note("check_out_message"), "check_in_message": note("check_in_message"),
        "public_note": note("public_note"), "staff_note": note("staff_note"), "last_seen_at": item.last_seen_at,
        "created_at": today.founded(), "updated_at": today.founded() }),
    )
}
