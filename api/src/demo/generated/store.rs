//! Rows into tables, by COPY.

use std::io::Write;

use diesel::connection::SimpleConnection;
use diesel::pg::CopyFormat;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::rows::Rows;
use crate::platform::db::sql;
use crate::schema::{accounts, items, patron_cards, patrons, titles};

#[derive(QueryableByName)]
struct Holding {
    #[diesel(sql_type = Bool)]
    is_demo: bool,
}

/// Whether the database holds the demo library and nothing besides: its branches and staff, and nobody and nothing
/// that was not there when it was founded.
pub(super) fn is_just_the_demo(conn: &mut PgConnection) -> QueryResult<bool> {
    sql(
        "select (select array_agg(code order by code) from branches) = '{CEN,RIV}'
            and (select array_agg(username order by username) from staff) = '{ada.assistant,sam.supervisor}'
            and (select count(distinct created_at) from titles) = 1
            and (select count(distinct created_at) from patrons) = 1
            and (select count(*) from titles) < 1000
            and (select min(created_at) from titles) = (select min(created_at) from patrons) as is_demo",
    )
    .get_result(conn)
    .map(|row: Holding| row.is_demo)
}

/// COPY of rows into columns.
macro_rules! copy {
    ($conn:expr, $rows:expr, $table:ident ($($column:ident),+)) => {
        diesel::copy_from($table::table)
            .from_raw_data(($($table::$column,)+), |target: &mut dyn Write| -> diesel::QueryResult<()> {
                target.write_all($rows.as_bytes()).map_err(|error| diesel::result::Error::SerializationError(error.into()))
            })
            .with_format(CopyFormat::Text)
            .execute($conn)
    };
}

/// Titles.
pub(super) fn copy_titles(conn: &mut PgConnection, rows: &Rows) -> QueryResult<usize> {
    copy!(
        conn,
        rows,
        titles(
            id,
            title,
            subtitle,
            author,
            contributors,
            format,
            language,
            audience,
            published_year,
            publisher,
            edition,
            series,
            isbns,
            subjects,
            created_at,
            updated_at
        )
    )
}

/// Items.
pub(super) fn copy_items(conn: &mut PgConnection, rows: &Rows) -> QueryResult<usize> {
    copy!(
        conn,
        rows,
        items(
            id,
            title_id,
            barcode,
            item_type_id,
            home_branch_id,
            location_id,
            call_number,
            status,
            status_at,
            current_branch_id,
            created_at,
            updated_at
        )
    )
}

/// Patrons.
pub(super) fn copy_patrons(conn: &mut PgConnection, rows: &Rows) -> QueryResult<usize> {
    copy!(
        conn,
        rows,
        patrons(
            id,
            patron_category_id,
            home_branch_id,
            given_name,
            family_name,
            preferred_name,
            birth_on,
            email,
            phone,
            language,
            expires_on,
            created_at,
            updated_at
        )
    )
}

/// Their cards.
pub(super) fn copy_cards(conn: &mut PgConnection, rows: &Rows) -> QueryResult<usize> {
    copy!(conn, rows, patron_cards(id, patron_id, number, created_at))
}

/// Their accounts.
pub(super) fn copy_accounts(conn: &mut PgConnection, rows: &Rows) -> QueryResult<usize> {
    copy!(conn, rows, accounts(id, patron_id, created_at))
}

/// Drops the indexes and foreign keys that cost more to keep row by row than to build once; they are remembered for
/// [`put_indexes_back`] of the same transaction.
pub(super) fn put_indexes_aside(conn: &mut PgConnection) -> QueryResult<()> {
    conn.batch_execute(include_str!("aside.sql"))
}

/// Builds them again, which also checks the foreign keys, and notes the words that titles and
/// names brought.
pub(super) fn put_indexes_back(conn: &mut PgConnection) -> QueryResult<()> {
    conn.batch_execute(include_str!("back.sql"))
}

/// Tells the planner what there is now.
pub(super) fn analyse(conn: &mut PgConnection) -> QueryResult<()> {
    conn.batch_execute(
        "vacuum (analyze) titles, title_words, items, patrons, patron_words, name_spellings, patron_cards, accounts",
    )
}
