//! What a batch writes: one statement a table, however many rows.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Binary, Json, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::sql;

/// The record of a title.
pub(in crate::imports) struct RecordRow<'a> {
    pub title_id: Uuid,
    pub source: &'a str,
    pub control_number: Option<&'a str>,
    pub content_hash: &'a [u8],
    pub marc: &'a [u8],
}

/// An item as it is written: everything looked up.
#[derive(Debug, Serialize)]
pub(in crate::imports) struct ItemRow {
    pub id: Uuid,
    pub title_id: Uuid,
    pub barcode: String,
    pub item_type_id: Uuid,
    pub home_branch_id: Uuid,
    pub location_id: Uuid,
    pub collection_id: Option<Uuid>,
    pub call_number: Option<String>,
    pub part: Option<String>,
    pub public_note: Option<String>,
    pub staff_note: Option<String>,
}

/// The columns of a title that a record says.
macro_rules! title_columns {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "title, subtitle, author, contributors, format, language, audience, published_year, publisher, edition, series,
             isbns, issns, lccn, subjects, summary, contents, place, physical_description, links",
            $after
        )
    };
}

/// The same with their types, as rows of JSON.
macro_rules! title_rows {
    () => {
        "json_to_recordset($1) as given (
            id uuid, title text, subtitle text, author text, contributors text[], format text, language text, audience text,
            published_year smallint, publisher text, edition text, series text, isbns text[], issns text[], lccn text,
            subjects text[], summary text, contents text, place text, physical_description text, links text[])"
    };
}

/// Adds titles: the fields of each with its `id`.
pub(in crate::imports) fn insert_titles(
    conn: &mut PgConnection,
    titles: Vec<Value>,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql(concat!(
        title_columns!("insert into titles (id, created_at, updated_at, ", ")"),
        title_columns!(" select id, $2, $2, ", " from "),
        title_rows!()
    ))
    .bind::<Json, _>(Value::Array(titles))
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// Changes titles to what their records say now.
pub(in crate::imports) fn update_titles(
    conn: &mut PgConnection,
    titles: Vec<Value>,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql(concat!(
        title_columns!("update titles set version = version + 1, updated_at = $2, (", ")"),
        title_columns!(" = (select ", " from (select given.*) as one) from "),
        title_rows!(),
        " where titles.id = given.id"
    ))
    .bind::<Json, _>(Value::Array(titles))
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// Keeps the records of titles, in the place of those there were.
pub(in crate::imports) fn put_records(
    conn: &mut PgConnection,
    records: &[RecordRow<'_>],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let titles: Vec<Uuid> = records.iter().map(|record| record.title_id).collect();
    let sources: Vec<&str> = records.iter().map(|record| record.source).collect();
    let numbers: Vec<Option<&str>> = records.iter().map(|record| record.control_number).collect();
    let hashes: Vec<&[u8]> = records.iter().map(|record| record.content_hash).collect();
    let bytes: Vec<&[u8]> = records.iter().map(|record| record.marc).collect();
    sql(
        "insert into title_records (title_id, source, control_number, content_hash, marc, created_at, updated_at)
         select given.*, $6, $6 from unnest($1, $2, $3, $4, $5) as given
         on conflict on constraint title_records_pkey
         do update set content_hash = excluded.content_hash, marc = excluded.marc, updated_at = excluded.updated_at",
    )
    .bind::<Array<SqlUuid>, _>(titles)
    .bind::<Array<Text>, _>(sources)
    .bind::<Array<Nullable<Text>>, _>(numbers)
    .bind::<Array<Binary>, _>(hashes)
    .bind::<Array<Binary>, _>(bytes)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// Adds items at their home branches.
pub(in crate::imports) fn insert_items(
    conn: &mut PgConnection,
    items: &[ItemRow],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let rows = serde_json::to_value(items).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    sql("insert into items (id, title_id, barcode, item_type_id, home_branch_id, current_branch_id, location_id, collection_id,
            call_number, part, public_note, staff_note, status, status_at, created_at, updated_at)
         select id, title_id, barcode, item_type_id, home_branch_id, home_branch_id, location_id, collection_id,
            call_number, part, public_note, staff_note, 'available', $2, $2, $2
         from json_to_recordset($1) as given (
            id uuid, title_id uuid, barcode text, item_type_id uuid, home_branch_id uuid, location_id uuid, collection_id uuid,
            call_number text, part text, public_note text, staff_note text)")
    .bind::<Json, _>(rows)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}
