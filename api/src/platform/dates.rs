//! Which dates callers may send and get.
//!
//! ISO 8601 and RFC 3339 write years with four digits. Rust and Postgres know others, each its own, so a year beyond
//! would be read here, refused there, and written in a form that no client reads.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;
use validator::ValidationError;

use super::problem::FieldCode;

/// For a field that is a date.
pub fn has_four_digit_year(date: &NaiveDate) -> Result<(), ValidationError> {
    if is_writable(*date) {
        return Ok(());
    }
    Err(ValidationError::new(FieldCode::Year.as_str()).with_message("A year from 0001 to 9999.".into()))
}

/// For a field that is an instant.
pub fn is_in_four_digit_year(at: &DateTime<Utc>) -> Result<(), ValidationError> {
    has_four_digit_year(&at.date_naive())
}

fn is_writable(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

/// A list's sort key, as it comes back in a cursor: anybody can write one by hand.
pub trait SortKey {
    /// Whether the database can compare with it.
    fn is_comparable(&self) -> bool {
        true
    }
}

impl SortKey for i32 {}
impl SortKey for i64 {}
impl SortKey for Uuid {}
impl SortKey for String {}
impl SortKey for (i32, String) {}
impl SortKey for (String, Uuid) {}

impl SortKey for (NaiveDate, Uuid) {
    fn is_comparable(&self) -> bool {
        is_writable(self.0)
    }
}

impl SortKey for (NaiveDate, NaiveTime) {
    fn is_comparable(&self) -> bool {
        is_writable(self.0)
    }
}

impl SortKey for (DateTime<Utc>, Uuid) {
    fn is_comparable(&self) -> bool {
        is_writable(self.0.date_naive())
    }
}
