//! The demo library: two branches, a few dozen patrons and some hundred titles, to look around in and to try things on.
//!
//! Its data stand as text in `data/`, a file a kind. Loans, due dates and overdue fines follow from them by the same
//! rules as everything else, counted from today, so whatever day it is loaded there is something due and something
//! late. Loading it twice on one day gives the same library: ids are derived from barcodes and codes.
//!
//! It only ever goes into an empty database, in one transaction. `generated/` adds a million titles to it, for measuring.

mod generated;
mod rows;
mod store;
mod table;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::{Builder, Uuid};

use crate::platform::password::Unhashable;
use crate::platform::secret::sha256;

pub use generated::{Progress, load as load_generated};
pub use table::DataError;

/// Who can sign in to the demo library and with what, and some barcodes to begin with.
pub const LOGINS: &str = "\
Demo library: Willow Bend Public Library, branches Central and Riverside

  Assistant    ada.assistant     carrel-demo
  Supervisor   sam.supervisor    carrel-demo
  Patron       2000000001        PIN 1234

Barcodes to try: card 2000000001 (in good standing), item 3000000001 (on its shelf),
  card 2000000009 (owes too much), card 2000000013 (overdue), card 2000000912 (lost card),
  item 3000000036 (on loan), item 3000000103 (missing), item 3000000126 (message at the desk)
";

/// The first instant of 2026: every id of the demo library carries it.
const ID_MILLIS: u64 = 1_767_225_600_000;

/// Why the demo library was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database holds a library already.
    #[error("this database is not empty: the demo library only ever goes into an empty one")]
    NotEmpty,
    /// A data file cannot be read.
    #[error(transparent)]
    Data(#[from] DataError),
    /// A password cannot be hashed.
    #[error("a demo password cannot be hashed")]
    Unhashable(#[from] Unhashable),
    /// The database refused it.
    #[error("the database refused the demo library: {0}")]
    Database(#[from] diesel::result::Error),
}

/// Fills an empty database as of `now`. [`DemoError::NotEmpty`] when it holds a library already.
pub fn load(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), DemoError> {
    conn.transaction(|conn| {
        store::keep_others_out(conn)?;
        if !store::is_empty(conn)? {
            return Err(DemoError::NotEmpty);
        }
        rows::insert(conn, now)
    })
}

/// The id of what a kind of record calls `key`: the same in every demo library.
fn id(kind: &str, key: &str) -> Uuid {
    let hash = sha256(format!("carrel demo {kind} {key}").as_bytes());
    let mut random = [0; 10];
    random.copy_from_slice(&hash[..10]);
    Builder::from_unix_timestamp_millis(ID_MILLIS, &random).into_uuid()
}

/// A number below `bound` that looks random and is always the same for `key`.
fn spread(key: &str, bound: u32) -> u32 {
    let hash = sha256(key.as_bytes());
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) % bound.max(1)
}
