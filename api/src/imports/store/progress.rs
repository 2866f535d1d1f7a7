//! How far an import is, and what it has to say.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

use super::super::report::Remark;

/// What an import keeps to say at the most.
const MOST_PROBLEMS: i32 = 10_000;

/// What was done, so far or in a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::imports) struct Counts {
    pub records: i32,
    pub titles_added: i32,
    pub titles_changed: i32,
    pub titles_unchanged: i32,
    pub records_refused: i32,
    pub items_added: i32,
    pub items_unchanged: i32,
    pub items_refused: i32,
    pub rows_added: i32,
    pub rows_changed: i32,
    pub rows_unchanged: i32,
}

impl Counts {
    /// Adds up.
    pub(in crate::imports) fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.titles_added += other.titles_added;
        self.titles_changed += other.titles_changed;
        self.titles_unchanged += other.titles_unchanged;
        self.records_refused += other.records_refused;
        self.items_added += other.items_added;
        self.items_unchanged += other.items_unchanged;
        self.items_refused += other.items_refused;
        self.rows_added += other.rows_added;
        self.rows_changed += other.rows_changed;
        self.rows_unchanged += other.rows_unchanged;
    }
}

/// How an import ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::imports) enum Ending {
    Done,
    /// With the code of what was wrong with the file.
    Failed(&'static str),
}

/// Adds a batch's counts. Tells whether the import still runs; if not, the batch must not be kept.
pub(in crate::imports) fn advance(
    conn: &mut PgConnection,
    id: Uuid,
    counts: &Counts,
    problems: i32,
    bytes: i64,
) -> QueryResult<bool> {
    let running = sql(
        "update imports set records_count = records_count + $2, titles_added_count = titles_added_count + $3,
            titles_changed_count = titles_changed_count + $4, titles_unchanged_count = titles_unchanged_count + $5,
            records_refused_count = records_refused_count + $6, items_added_count = items_added_count + $7,
            items_unchanged_count = items_unchanged_count + $8, items_refused_count = items_refused_count + $9,
            problems_count = problems_count + $10, bytes_count = $11, rows_added_count = rows_added_count + $12,
            rows_changed_count = rows_changed_count + $13, rows_unchanged_count = rows_unchanged_count + $14, version = version + 1
         where id = $1 and state = 'running'",
    )
    .bind::<SqlUuid, _>(id)
    .bind::<Int4, _>(counts.records)
    .bind::<Int4, _>(counts.titles_added)
    .bind::<Int4, _>(counts.titles_changed)
    .bind::<Int4, _>(counts.titles_unchanged)
    .bind::<Int4, _>(counts.records_refused)
    .bind::<Int4, _>(counts.items_added)
    .bind::<Int4, _>(counts.items_unchanged)
    .bind::<Int4, _>(counts.items_refused)
    .bind::<Int4, _>(problems)
    .bind::<BigInt, _>(bytes)
    .bind::<Int4, _>(counts.rows_added)
    .bind::<Int4, _>(counts.rows_changed)
    .bind::<Int4, _>(counts.rows_unchanged)
    .execute(conn)?;
    Ok(running == 1)
}

/// Keeps what a batch has to say, after the `before` that were said already.
pub(in crate::imports) fn say(
    conn: &mut PgConnection,
    id: Uuid,
    before: i32,
    remarks: &[Remark],
) -> QueryResult<usize> {
    let room = usize::try_from(MOST_PROBLEMS - before).unwrap_or(0);
    let kept = &remarks[..remarks.len().min(room)];
    if kept.is_empty() {
        return Ok(0);
    }
    let number = |number: u64| i32::try_from(number).unwrap_or(i32::MAX);
    let offset = |offset: u64| i64::try_from(offset).unwrap_or(i64::MAX);
    sql("insert into import_problems (import_id, number, record_number, byte_offset, control_number, code, tag, detail, is_refusal,
            line_number, external_id, column_name)
         select $1, $2 + given.place::integer, given.record, given.at, given.control, given.code, given.tag, given.detail, given.refusal,
            given.line, given.external, given.named
         from unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12) with ordinality
            as given (record, at, control, code, tag, detail, refusal, line, external, named, place)")
    .bind::<SqlUuid, _>(id)
    .bind::<Int4, _>(before)
    .bind::<Array<Int4>, _>(all(kept, |remark| number(remark.at.record_number)))
    .bind::<Array<BigInt>, _>(all(kept, |remark| offset(remark.at.byte_offset)))
    .bind::<Array<Nullable<Text>>, _>(all(kept, |remark| remark.at.control_number.as_deref()))
    .bind::<Array<Text>, _>(all(kept, |remark| remark.code))
    .bind::<Array<Nullable<Text>>, _>(all(kept, |remark| remark.tag.as_deref()))
    .bind::<Array<Text>, _>(all(kept, |remark| remark.detail.as_str()))
    .bind::<Array<Bool>, _>(all(kept, |remark| remark.is_refusal))
    .bind::<Array<Nullable<Int4>>, _>(all(kept, |remark| remark.at.line_number.map(number)))
    .bind::<Array<Nullable<Text>>, _>(all(kept, |remark| remark.at.external_id.as_deref()))
    .bind::<Array<Nullable<Text>>, _>(all(kept, |remark| remark.column))
    .execute(conn)
}

fn all<'a, T>(remarks: &'a [Remark], part: impl Fn(&'a Remark) -> T) -> Vec<T> {
    remarks.iter().map(part).collect()
}

/// Ends an import that runs; its file goes.
pub(in crate::imports) fn finish(
    conn: &mut PgConnection,
    id: Uuid,
    ending: Ending,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let (state, error) = match ending {
        Ending::Done => ("done", None),
        Ending::Failed(code) => ("failed", Some(code)),
    };
    let ended = sql("with ended as (
            update imports set state = $2, error = $3, finished_at = $4, version = version + 1,
                bytes_count = case when $2 = 'done' then size_bytes else bytes_count end
            where id = $1 and state = 'running' returning id
        ), emptied as (
            delete from import_chunks using ended where import_id = ended.id
        )
        select id from ended")
    .bind::<SqlUuid, _>(id)
    .bind::<Text, _>(state)
    .bind::<Nullable<Text>, _>(error)
    .bind::<Timestamptz, _>(now)
    .execute(conn)?;
    Ok(ended == 1)
}
