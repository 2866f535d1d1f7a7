//! The one row of `library`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;

use crate::schema::library;

/// The row.
#[derive(Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = library)]
pub(crate) struct LibraryRow {
    pub name: String,
    pub currency: String,
    pub currency_exponent: i16,
    pub default_language: String,
    pub adult_at: i16,
    pub own_account_at: i16,
    pub controlling_branch: String,
    pub history_days: i32,
    pub confirm_same_title_out: bool,
    pub confirm_previously_borrowed: bool,
    pub card_prefix: String,
    pub card_renewal_from: String,
    pub card_warning_days: i32,
    pub enrolment_fee_on_renewal: bool,
    pub enrolment_fee_on_category_change: bool,
    pub assistant_waiver_max: i64,
    pub claims_max: i32,
    #[serde(skip)]
    pub version: i32,
    #[serde(skip)]
    pub updated_at: DateTime<Utc>,
}

/// What to change; `None` keeps.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = library)]
pub(crate) struct LibraryUpdate {
    pub name: Option<String>,
    pub default_language: Option<String>,
    pub adult_at: Option<i16>,
    pub own_account_at: Option<i16>,
    pub controlling_branch: Option<String>,
    pub history_days: Option<i32>,
    pub confirm_same_title_out: Option<bool>,
    pub confirm_previously_borrowed: Option<bool>,
    pub card_prefix: Option<String>,
    pub card_renewal_from: Option<&'static str>,
    pub card_warning_days: Option<i32>,
    pub enrolment_fee_on_renewal: Option<bool>,
    pub enrolment_fee_on_category_change: Option<bool>,
    pub assistant_waiver_max: Option<i64>,
    pub claims_max: Option<i32>,
}

/// Reads the library.
pub(crate) fn find(conn: &mut PgConnection) -> QueryResult<LibraryRow> {
    library::table.select(LibraryRow::as_select()).first(conn)
}

/// Reads it and keeps others from changing it until the deed ends.
pub(super) fn lock(conn: &mut PgConnection) -> QueryResult<LibraryRow> {
    library::table
        .select(LibraryRow::as_select())
        .for_no_key_update()
        .first(conn)
}

/// Writes the changes and a new version.
pub(super) fn update(conn: &mut PgConnection, update: &LibraryUpdate, now: DateTime<Utc>) -> QueryResult<LibraryRow> {
    diesel::update(library::table)
        .set((
            update,
            library::version.eq(library::version + 1),
            library::updated_at.eq(now),
        ))
        .returning(LibraryRow::as_returning())
        .get_result(conn)
}
