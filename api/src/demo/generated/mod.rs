//! A library as large as wanted: plausible titles, items and patrons beside those of the demo library, to measure and
//! to try things on.
//!
//! Everything follows from a number and the fixed seed, so that two libraries of one size are the same. Words come as
//! they do in a real catalogue: a few stand in very many titles, most in hardly any. Nobody in it exists.

mod chance;
mod items;
mod patrons;
mod rows;
mod store;
mod titles;
mod words;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::{Builder, Uuid};

use super::DemoError;
use chance::Chance;

/// Titles of a chunk: what is held in memory and sent in one COPY.
const CHUNK: u32 = 20_000;

/// Tells how far it is.
pub type Progress<'a> = &'a mut dyn FnMut(&str);

/// Fills an empty database, or one that holds just the demo library, with `size` titles, 1.3 items for each and 0.3
/// patrons. All or nothing. [`DemoError::NotEmpty`] when the database holds anything else.
pub fn load(conn: &mut PgConnection, now: DateTime<Utc>, size: u32, tell: Progress<'_>) -> Result<(), DemoError> {
    conn.transaction(|conn| {
        super::store::keep_others_out(conn)?;
        if super::store::is_empty(conn)? {
            super::rows::insert(conn, now)?;
            tell("the demo library is loaded");
        } else if !store::is_just_the_demo(conn)? {
            return Err(DemoError::NotEmpty);
        }
        fill(conn, now, size, tell)
    })?;
    tell("counting what there is, for the planner");
    Ok(store::analyse(conn)?)
}

fn fill(conn: &mut PgConnection, now: DateTime<Utc>, size: u32, tell: Progress<'_>) -> Result<(), DemoError> {
    let vocabulary = words::Vocabulary::new();
    let mut barcode = items::FIRST_BARCODE;
    store::put_indexes_aside(conn)?;
    for first in (0..size).step_by(CHUNK as usize) {
        let numbers = first..size.min(first.saturating_add(CHUNK));
        store::copy_titles(conn, &titles::rows(numbers.clone(), size, now, &vocabulary))?;
        store::copy_items(
            conn,
            &items::rows(numbers.clone(), size, now, &vocabulary, &mut barcode),
        )?;
        tell(&format!("{} of {size} titles", numbers.end));
    }
    let people = size / 10 * 3 + size % 10 * 3 / 10;
    for first in (0..people).step_by(CHUNK as usize) {
        let numbers = first..people.min(first.saturating_add(CHUNK));
        let rows = patrons::rows(numbers.clone(), now, &vocabulary);
        store::copy_patrons(conn, &rows.patrons)?;
        store::copy_cards(conn, &rows.cards)?;
        store::copy_accounts(conn, &rows.accounts)?;
        tell(&format!("{} of {people} patrons", numbers.end));
    }
    tell("building the indexes");
    Ok(store::put_indexes_back(conn)?)
}

/// The id of the `number`th of its kind. Ids sort as their numbers do, as those made one after the other would.
fn id(kind: &str, number: u32) -> Uuid {
    let mut chance = Chance::of(kind, number);
    let mut random = [0; 10];
    random[..8].copy_from_slice(&chance.bits().to_be_bytes());
    Builder::from_unix_timestamp_millis(super::ID_MILLIS + u64::from(number), &random).into_uuid()
}
