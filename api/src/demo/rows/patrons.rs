//! Patrons with their cards, guardians, restrictions and accounts.

use std::collections::HashMap;

use chrono::{Months, NaiveDate};
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Today;
use super::staff::SUPERVISOR;
use crate::demo::store::fill;
use crate::demo::table::{Row, each};
use crate::demo::{DataError, DemoError, id, spread};
use crate::platform::password;

/// A patron as loans need them.
pub(super) struct Patron {
    pub(super) id: Uuid,
    pub(super) category_id: Uuid,
    pub(super) home_branch_id: Uuid,
    pub(super) expires_on: Option<NaiveDate>,
}

/// The duplicate and whom it was merged into.
const MERGED: (&str, &str) = ("2000000027", "2000000001");
/// Who has a note at the desk.
const NOTED: (&str, &str) = ("2000000026", "Hard of hearing: please write things down.");
/// The PIN of all who have one.
const PIN: &str = "1234";
/// Who keeps a reading history.
const KEEPS_HISTORY: &str = "2000000016";

/// Inserts them and hands them on by card number.
pub(super) fn insert(conn: &mut PgConnection, today: Today) -> Result<HashMap<String, Patron>, DemoError> {
    let text = include_str!("../data/patrons.txt");
    let patrons = each(text, |row| {
        Ok::<_, DataError>((row.text("card")?.to_owned(), patron(row, today)?))
    })?;
    let rows = {
        let pin_hash = password::hash(PIN)?;
        each(text, |row| patron_row(row, today, &pin_hash))?
    };
    // Who was merged refers to a patron before them in the file.
    fill(conn, "patrons", rows)?;
    fill(conn, "patron_cards", each(text, |row| active_card_row(row, today))?)?;
    fill(conn, "patron_cards", old_card_rows(today)?)?;
    fill(conn, "patron_guardians", guardian_rows()?)?;
    fill(conn, "accounts", each(text, |row| account_row(row, today))?)?;
    Ok(patrons.into_iter().collect())
}

/// Restrictions name who made them, so they come after the staff.
pub(super) fn insert_restrictions(conn: &mut PgConnection, today: Today) -> Result<(), DemoError> {
    let rows = each(include_str!("../data/restrictions.txt"), |row| {
        let card = row.text("card")?;
        Ok::<_, DataError>(
            json!({ "id": id("restriction", card), "patron_id": id("patron", card), "reason": row.text("reason")?,
            "ends_on": row.number("ends_in")?.map(|days| today.ahead(days)),
            "created_at": today.noon(row.needed("made")?), "created_by": id("staff", SUPERVISOR) }),
        )
    })?;
    fill(conn, "patron_restrictions", rows)?;
    Ok(())
}

fn patron(row: &Row<'_>, today: Today) -> Result<Patron, DataError> {
    Ok(Patron {
        id: id("patron", row.text("card")?),
        category_id: id("patron_category", row.text("category")?),
        home_branch_id: id("branch", row.text("home")?),
        expires_on: row.number("expires_in")?.map(|days| today.ahead(days)),
    })
}

fn patron_row(row: &Row<'_>, today: Today, pin_hash: &str) -> Result<Value, DataError> {
    let card = row.text("card")?;
    let pin_hash = row.says_yes("has_pin")?.then_some(pin_hash);
    let merged_into = (card == MERGED.0).then(|| id("patron", MERGED.1));
    let patron = patron(row, today)?;
    Ok(
        json!({ "id": patron.id, "patron_category_id": patron.category_id, "home_branch_id": patron.home_branch_id,
        "given_name": row.text("given_name")?, "family_name": row.text("family_name")?,
        "preferred_name": row.maybe("preferred_name")?,
        "birth_on": row.number("age")?.map(|years| born(today, years, card)),
        "email": row.maybe("email")?, "phone": row.maybe("phone")?, "language": row.maybe("language")?,
        "expires_on": patron.expires_on, "pin_hash": pin_hash, "token_version": 1,
        "state": if merged_into.is_some() { "merged" } else { "active" }, "merged_into_id": merged_into,
        "desk_note": (card == NOTED.0).then_some(NOTED.1), "keeps_history": card == KEEPS_HISTORY, "version": 1,
        "created_at": today.founded(), "updated_at": today.founded() }),
    )
}

/// A birthday some months ago, so that the age is right on every day the demo is loaded.
fn born(today: Today, years: u32, card: &str) -> NaiveDate {
    let birthday = today.ago(30 + u64::from(spread(card, 300)));
    birthday.checked_sub_months(Months::new(years * 12)).unwrap_or(birthday)
}

fn card_row(number: &str, owner: &str, state: &str, today: Today, ended: Option<u64>) -> Value {
    json!({ "id": id("card", number), "patron_id": id("patron", owner), "number": number, "state": state,
        "created_at": today.founded(), "ended_at": ended.map(|days| today.noon(days)) })
}

fn active_card_row(row: &Row<'_>, today: Today) -> Result<Value, DataError> {
    let number = row.text("card")?;
    let (state, ended) = match number {
        number if number == MERGED.0 => ("replaced", Some(100)),
        _ => ("active", None),
    };
    Ok(card_row(number, number, state, today, ended))
}

fn account_row(row: &Row<'_>, today: Today) -> Result<Value, DataError> {
    let card = row.text("card")?;
    Ok(json!({ "id": id("account", card), "patron_id": id("patron", card), "created_at": today.founded() }))
}

fn old_card_rows(today: Today) -> Result<Vec<Value>, DataError> {
    each(include_str!("../data/old_cards.txt"), |row| {
        let ended = Some(row.needed("ended")?);
        Ok(card_row(
            row.text("number")?,
            row.text("card")?,
            row.text("state")?,
            today,
            ended,
        ))
    })
}

fn guardian_rows() -> Result<Vec<Value>, DataError> {
    each(include_str!("../data/guardians.txt"), |row| {
        Ok(
            json!({ "patron_id": id("patron", row.text("child")?), "guardian_id": id("patron", row.text("guardian")?),
            "sees_charges": row.says_yes("sees_charges")?, "sees_loans": row.says_yes("sees_loans")? }),
        )
    })
}
