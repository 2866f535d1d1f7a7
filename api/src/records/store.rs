//! Titles with their records.

use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::{title_records, titles};

/// What a record can be made of.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = titles)]
pub(super) struct TitleRow {
    pub id: Uuid,
    pub title: String,
    pub subtitle: Option<String>,
    pub author: Option<String>,
    pub contributors: Vec<String>,
    pub format: String,
    pub language: Option<String>,
    pub audience: String,
    pub published_year: Option<i16>,
    pub publisher: Option<String>,
    pub edition: Option<String>,
    pub series: Option<String>,
    pub isbns: Vec<String>,
    pub subjects: Vec<String>,
    pub summary: Option<String>,
    pub issns: Vec<String>,
    pub lccn: Option<String>,
    pub place: Option<String>,
    pub physical_description: Option<String>,
    pub contents: Option<String>,
    pub links: Vec<String>,
}

/// A title, and its record if it came with one.
pub(super) type WithRecord = (TitleRow, Option<Vec<u8>>);

pub(super) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<WithRecord>> {
    titles::table
        .left_join(title_records::table)
        .filter(titles::id.eq(id))
        .select((TitleRow::as_select(), title_records::marc.nullable()))
        .first(conn)
        .optional()
}

/// The titles after `after`, in the order of their ids. One that was merged into another is none.
pub(super) fn after(conn: &mut PgConnection, after: Uuid, limit: i64) -> QueryResult<Vec<WithRecord>> {
    titles::table
        .left_join(title_records::table)
        .filter(titles::id.gt(after))
        .filter(titles::merged_into_id.is_null())
        .order(titles::id)
        .limit(limit)
        .select((TitleRow::as_select(), title_records::marc.nullable()))
        .load(conn)
}
