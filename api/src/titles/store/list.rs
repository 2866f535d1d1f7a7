//! Titles as lists show them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int2, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::BranchRef;

/// A title of a list, with how many copies there are where.
#[derive(Debug, QueryableByName)]
pub(in crate::titles) struct Listed {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub subtitle: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub author: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub contributors: Vec<String>,
    #[diesel(sql_type = Text)]
    pub format: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub language: Option<String>,
    #[diesel(sql_type = Text)]
    pub audience: String,
    #[diesel(sql_type = Nullable<Int2>)]
    pub published_year: Option<i16>,
    #[diesel(sql_type = Nullable<Text>)]
    pub publisher: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub edition: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub series: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub isbns: Vec<String>,
    #[diesel(sql_type = Array<Text>)]
    pub subjects: Vec<String>,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
    #[diesel(sql_type = Jsonb)]
    pub branches: FromJson<Vec<AtBranch>>,
}

/// The copies of a title that belong to one branch.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::titles) struct AtBranch {
    pub branch: BranchRef,
    pub items_count: i64,
    pub available_count: i64,
}

/// The titles with these ids, in this order, with their copies counted.
pub(in crate::titles) fn list(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Listed>> {
    sql(
        "select title.id, title.title, title.subtitle, title.author, title.contributors, title.format, title.language,
            title.audience, title.published_year, title.publisher, title.edition, title.series, title.isbns,
            title.subjects, title.created_at, title.updated_at, copies.branches
         from unnest($1) with ordinality as wanted (id, turn)
         join titles title on title.id = wanted.id
         cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object(
                'branch', jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name),
                'items_count', counted.items_count, 'available_count', counted.available_count
            ) order by branch.position, branch.code), '[]') as branches
            from (
                select item.home_branch_id, count(*) as items_count,
                    count(*) filter (where item.status in ('available', 'recently_returned')) as available_count
                from items item where item.title_id = title.id and item.status <> 'withdrawn'
                group by item.home_branch_id
            ) counted
            join branches branch on branch.id = counted.home_branch_id
         ) copies
         order by wanted.turn",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .load(conn)
}
