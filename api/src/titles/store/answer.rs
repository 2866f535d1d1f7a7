//! Which titles answer a question, and in which order: by the functions of `*_title_answers`.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Float, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

use super::filter::Filter;

/// A question as the database takes it. The default asks for every title.
#[derive(Debug, Default, QueryableByName)]
pub(in crate::titles) struct Understood {
    /// Its words.
    #[diesel(sql_type = Nullable<Text>)]
    pub query: Option<String>,
    /// Those of them that are written to their end.
    #[diesel(sql_type = Nullable<Text>)]
    pub settled: Option<String>,
    /// The beginning of a call number, instead of words.
    #[diesel(sql_type = Nullable<Text>)]
    pub shelved: Option<String>,
    /// What titles begin with that begin with the question.
    #[diesel(sql_type = Nullable<Text>)]
    pub begins: Option<String>,
    #[diesel(sql_type = Bool)]
    pub is_corrected: bool,
}

impl Understood {
    /// The question as it should have been written; none when nothing had to be corrected.
    pub(in crate::titles) fn corrected_to(&self) -> Option<String> {
        self.begins.clone().filter(|_| self.is_corrected)
    }
}

/// How many of one share of 256 titles answer.
#[derive(Debug, QueryableByName)]
pub(in crate::titles) struct Weight {
    /// The words that are written to their end.
    #[diesel(sql_type = BigInt)]
    pub settled: i64,
    /// The whole question.
    #[diesel(sql_type = BigInt)]
    pub asked: i64,
}

/// The place of a title in a list.
#[derive(Debug, QueryableByName)]
pub(in crate::titles) struct Place {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// How well it answers; the same for all where nothing is ranked.
    #[diesel(sql_type = Float)]
    pub likeness: f32,
}

/// An order that follows an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::titles) enum Walk {
    Alphabet,
    Newest,
}

/// By which of the question's words titles are found in the index; the others are looked for in the titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::titles) enum Reach {
    Settled,
    Asked,
}

/// What the question means; none when no title can answer it.
pub(in crate::titles) fn understand(conn: &mut PgConnection, question: &str) -> QueryResult<Option<Understood>> {
    sql("select found.query::text as query, found.settled::text as settled,
            case when found.source = 'shelf' then trim(plain_words($1)) end as shelved,
            coalesce(found.written, trim(plain_words($1))) as begins, found.source = 'corrected' as is_corrected
         from understood_title_question($1) found")
    .bind::<Text, _>(question)
    .get_result(conn)
    .optional()
}

/// How many of one share answer.
pub(in crate::titles) fn weigh(conn: &mut PgConnection, asked: &Understood, filter: &Filter) -> QueryResult<Weight> {
    sql("select settled_count as settled, asked_count as asked
         from weigh_titles($1::tsquery, $2::tsquery, marks_query($3))")
    .bind::<Nullable<Text>, _>(asked.query.as_deref())
    .bind::<Nullable<Text>, _>(asked.settled.as_deref())
    .bind::<Array<Text>, _>(filter.marks())
    .get_result(conn)
}

/// All that answer, the best first.
pub(in crate::titles) fn rank(
    conn: &mut PgConnection,
    asked: &Understood,
    filter: &Filter,
    reach: Reach,
    after: Option<(f32, Uuid)>,
    fetch: i64,
) -> QueryResult<Vec<Place>> {
    let (likeness, id) = after.unwrap_or((f32::MAX, Uuid::nil()));
    sql("select id, likeness from titles_ranked(
            $1::tsquery, coalesce($2, $1)::tsquery, marks_query($3), $4, $5, $6, $7, $8, $9
         ) order by turn")
    .bind::<Nullable<Text>, _>(asked.query.as_deref())
    .bind::<Nullable<Text>, _>(asked.settled.as_deref().filter(|_| reach == Reach::Settled))
    .bind::<Array<Text>, _>(filter.marks())
    .bind::<Nullable<Text>, _>(asked.begins.as_deref())
    .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
    .bind::<Bool, _>(filter.available)
    .bind::<Float, _>(likeness)
    .bind::<SqlUuid, _>(id)
    .bind::<BigInt, _>(fetch)
    .load(conn)
}

/// Those that begin with the question.
pub(in crate::titles) fn beginning(
    conn: &mut PgConnection,
    asked: &Understood,
    filter: &Filter,
    after: Option<Uuid>,
    fetch: i64,
) -> QueryResult<Vec<Place>> {
    sql("select id, likeness
         from titles_beginning(both_queries($1::tsquery, marks_query($2)), $3, $4, $5, $6, $7) order by turn")
    .bind::<Nullable<Text>, _>(asked.query.as_deref())
    .bind::<Array<Text>, _>(filter.marks())
    .bind::<Nullable<Text>, _>(asked.begins.as_deref())
    .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
    .bind::<Bool, _>(filter.available)
    .bind::<Nullable<SqlUuid>, _>(after)
    .bind::<BigInt, _>(fetch)
    .load(conn)
}

/// Those that answer and do not begin with the question, the newest first.
pub(in crate::titles) fn others(
    conn: &mut PgConnection,
    asked: &Understood,
    filter: &Filter,
    after: Option<Uuid>,
    fetch: i64,
) -> QueryResult<Vec<Place>> {
    newest(conn, asked, asked.begins.as_deref(), filter, after, fetch)
}

/// All that answer in an order, title by title.
pub(in crate::titles) fn walk(
    conn: &mut PgConnection,
    asked: &Understood,
    filter: &Filter,
    walk: Walk,
    after: Option<Uuid>,
    fetch: i64,
) -> QueryResult<Vec<Place>> {
    match walk {
        Walk::Newest => newest(conn, asked, None, filter, after, fetch),
        Walk::Alphabet => sql("select id, likeness
             from titles_alphabetical(both_queries($1::tsquery, marks_query($2)), $3, $4, $5, $6) order by turn")
        .bind::<Nullable<Text>, _>(asked.query.as_deref())
        .bind::<Array<Text>, _>(filter.marks())
        .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
        .bind::<Bool, _>(filter.available)
        .bind::<Nullable<SqlUuid>, _>(after)
        .bind::<BigInt, _>(fetch)
        .load(conn),
    }
}

fn newest(
    conn: &mut PgConnection,
    asked: &Understood,
    but_beginning: Option<&str>,
    filter: &Filter,
    after: Option<Uuid>,
    fetch: i64,
) -> QueryResult<Vec<Place>> {
    sql("select id, likeness
         from titles_newest(both_queries($1::tsquery, marks_query($2)), $3, $4, $5, $6, $7) order by turn")
    .bind::<Nullable<Text>, _>(asked.query.as_deref())
    .bind::<Array<Text>, _>(filter.marks())
    .bind::<Nullable<Text>, _>(but_beginning)
    .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
    .bind::<Bool, _>(filter.available)
    .bind::<Nullable<SqlUuid>, _>(after)
    .bind::<BigInt, _>(fetch)
    .load(conn)
}

/// The same for what few titles answer.
pub(in crate::titles) fn gather(
    conn: &mut PgConnection,
    asked: &Understood,
    filter: &Filter,
    walk: Walk,
    reach: Reach,
    after: Option<Uuid>,
    fetch: i64,
) -> QueryResult<Vec<Place>> {
    sql("select id, likeness from titles_gathered(
            both_queries($1::tsquery, marks_query($3)), both_queries(coalesce($2, $1)::tsquery, marks_query($3)),
            $4, $5, $6, $7, $8
         ) order by turn")
    .bind::<Nullable<Text>, _>(asked.query.as_deref())
    .bind::<Nullable<Text>, _>(asked.settled.as_deref().filter(|_| reach == Reach::Settled))
    .bind::<Array<Text>, _>(filter.marks())
    .bind::<Bool, _>(walk == Walk::Newest)
    .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
    .bind::<Bool, _>(filter.available)
    .bind::<Nullable<SqlUuid>, _>(after)
    .bind::<BigInt, _>(fetch)
    .load(conn)
}

/// Those whose call number begins so, in the order of the shelf.
pub(in crate::titles) fn shelved(
    conn: &mut PgConnection,
    asked: &Understood,
    filter: &Filter,
    after: Option<Uuid>,
    fetch: i64,
) -> QueryResult<Vec<Place>> {
    sql("select id, likeness from titles_shelved($1, marks_query($2), $3, $4, $5, $6) order by turn")
        .bind::<Nullable<Text>, _>(asked.shelved.as_deref())
        .bind::<Array<Text>, _>(filter.marks())
        .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
        .bind::<Bool, _>(filter.available)
        .bind::<Nullable<SqlUuid>, _>(after)
        .bind::<BigInt, _>(fetch)
        .load(conn)
}
