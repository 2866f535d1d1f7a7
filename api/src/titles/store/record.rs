//! One title.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::titles;

/// The row.
#[derive(Clone, Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = titles)]
pub(in crate::titles) struct TitleRow {
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
    pub minimum_age: Option<i16>,
    #[serde(skip)]
    pub merged_into_id: Option<Uuid>,
    pub is_brief: bool,
    #[serde(skip)]
    pub version: i32,
    #[serde(skip)]
    pub created_at: DateTime<Utc>,
    #[serde(skip)]
    pub updated_at: DateTime<Utc>,
}

/// A title to be added.
#[derive(Clone, Debug, Insertable, Serialize)]
#[diesel(table_name = titles)]
pub(in crate::titles) struct NewTitle {
    pub title: String,
    pub subtitle: Option<String>,
    pub author: Option<String>,
    pub contributors: Vec<String>,
    pub format: &'static str,
    pub language: Option<String>,
    pub audience: &'static str,
    pub published_year: Option<i16>,
    pub publisher: Option<String>,
    pub edition: Option<String>,
    pub series: Option<String>,
    pub isbns: Vec<String>,
    pub subjects: Vec<String>,
    pub summary: Option<String>,
    pub minimum_age: Option<i16>,
    pub issns: Vec<String>,
    pub lccn: Option<String>,
    pub place: Option<String>,
    pub physical_description: Option<String>,
    pub contents: Option<String>,
    pub links: Vec<String>,
    pub is_brief: bool,
}

/// What to change; `None` keeps, `Some(None)` clears.
#[derive(Clone, Debug, Default, AsChangeset)]
#[diesel(table_name = titles)]
pub(in crate::titles) struct TitleUpdate {
    pub title: Option<String>,
    pub subtitle: Option<Option<String>>,
    pub author: Option<Option<String>>,
    pub contributors: Option<Vec<String>>,
    pub format: Option<&'static str>,
    pub language: Option<Option<String>>,
    pub audience: Option<&'static str>,
    pub published_year: Option<Option<i16>>,
    pub publisher: Option<Option<String>>,
    pub edition: Option<Option<String>>,
    pub series: Option<Option<String>>,
    pub isbns: Option<Vec<String>>,
    pub subjects: Option<Vec<String>>,
    pub summary: Option<Option<String>>,
    pub minimum_age: Option<Option<i16>>,
    pub issns: Option<Vec<String>>,
    pub lccn: Option<Option<String>>,
    pub place: Option<Option<String>>,
    pub physical_description: Option<Option<String>>,
    pub contents: Option<Option<String>>,
    pub links: Option<Vec<String>>,
    pub is_brief: Option<bool>,
}

/// The title; none when there is no such title.
pub(in crate::titles) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<TitleRow>> {
    titles::table
        .find(id)
        .select(TitleRow::as_select())
        .first(conn)
        .optional()
}

/// Reads it and keeps others from changing it until the deed ends.
pub(in crate::titles) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<TitleRow>> {
    titles::table
        .find(id)
        .select(TitleRow::as_select())
        .for_no_key_update()
        .first(conn)
        .optional()
}

/// Adds it.
pub(in crate::titles) fn insert(
    conn: &mut PgConnection,
    id: Uuid,
    title: &NewTitle,
    now: DateTime<Utc>,
) -> QueryResult<TitleRow> {
    diesel::insert_into(titles::table)
        .values((
            titles::id.eq(id),
            title,
            titles::created_at.eq(now),
            titles::updated_at.eq(now),
        ))
        .returning(TitleRow::as_returning())
        .get_result(conn)
}

/// Writes the changes and a new version.
pub(in crate::titles) fn update(
    conn: &mut PgConnection,
    id: Uuid,
    update: &TitleUpdate,
    now: DateTime<Utc>,
) -> QueryResult<TitleRow> {
    diesel::update(titles::table.find(id))
        .set((
            update,
            titles::version.eq(titles::version + 1),
            titles::updated_at.eq(now),
        ))
        .returning(TitleRow::as_returning())
        .get_result(conn)
}
