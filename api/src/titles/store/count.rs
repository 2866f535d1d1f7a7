//! How many titles each further filter would leave.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Jsonb, Nullable, Text, Uuid as SqlUuid};
use serde::Deserialize;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::BranchRef;

use super::answer::Understood;
use super::filter::Filter;

/// A value with how many titles have it.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::titles) struct Count<T> {
    pub value: T,
    pub count: i64,
}

/// The counts of every facet, the largest first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::titles) struct Counts {
    pub is_estimate: bool,
    pub total_count: i64,
    pub available_count: i64,
    pub formats: Vec<Count<String>>,
    pub languages: Vec<Count<String>>,
    pub audiences: Vec<Count<String>>,
    pub subjects: Vec<Count<String>>,
    pub branches: Vec<Count<BranchRef>>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Jsonb)]
    facets: FromJson<Counts>,
}

/// Counts the titles that answer, each facet with every filter but its own.
pub(in crate::titles) fn count(conn: &mut PgConnection, asked: &Understood, filter: &Filter) -> QueryResult<Counts> {
    sql("with counted as materialized (
            select title_facets($1::tsquery, $2::tsquery, $3, $4, $5, $6, 'subject:' || $7::text, $8, $9)
                as facets
         )
         select counted.facets || jsonb_build_object('branches', coalesce((
            select jsonb_agg(jsonb_build_object('count', one.value -> 'count', 'value',
                jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name)
            ) order by branch.position, branch.code)
            from jsonb_array_elements(counted.facets -> 'branches') one
            join branches branch on branch.id = (one.value ->> 'value')::uuid
         ), '[]')) as facets
         from counted")
    .bind::<Nullable<Text>, _>(asked.query.as_deref())
    .bind::<Nullable<Text>, _>(asked.settled.as_deref())
    .bind::<Nullable<Text>, _>(asked.shelved.as_deref())
    .bind::<Nullable<Text>, _>(filter.format.as_deref())
    .bind::<Nullable<Text>, _>(filter.language.as_deref())
    .bind::<Nullable<Text>, _>(filter.audience.as_deref())
    .bind::<Nullable<Text>, _>(filter.subject.as_deref())
    .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
    .bind::<Bool, _>(filter.available)
    .get_result(conn)
    .map(|row: Row| row.facets.0)
}
