//! Imports themselves.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::page::Slice;
use crate::platform::refs::{BranchRef, StaffRef};

use crate::schema::{branches, library};

use super::super::kind::Kind;
use super::super::options::Options;

/// Rows nobody will complete: whoever sent the file has gone.
const UNRECEIVED: TimeDelta = TimeDelta::hours(24);

/// An import with what it refers to.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct ImportRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Jsonb)]
    pub options: FromJson<Options>,
    #[diesel(sql_type = Jsonb)]
    pub branch: FromJson<BranchRef>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub staff: Option<FromJson<StaffRef>>,
    #[diesel(sql_type = Nullable<Text>)]
    pub filename: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub size_bytes: i64,
    #[diesel(sql_type = BigInt)]
    pub bytes_count: i64,
    #[diesel(sql_type = Int4)]
    pub records_count: i32,
    #[diesel(sql_type = Int4)]
    pub titles_added_count: i32,
    #[diesel(sql_type = Int4)]
    pub titles_changed_count: i32,
    #[diesel(sql_type = Int4)]
    pub titles_unchanged_count: i32,
    #[diesel(sql_type = Int4)]
    pub records_refused_count: i32,
    #[diesel(sql_type = Int4)]
    pub items_added_count: i32,
    #[diesel(sql_type = Int4)]
    pub items_unchanged_count: i32,
    #[diesel(sql_type = Int4)]
    pub items_refused_count: i32,
    #[diesel(sql_type = Int4)]
    pub rows_added_count: i32,
    #[diesel(sql_type = Int4)]
    pub rows_changed_count: i32,
    #[diesel(sql_type = Int4)]
    pub rows_unchanged_count: i32,
    #[diesel(sql_type = Int4)]
    pub problems_count: i32,
    #[diesel(sql_type = Nullable<Text>)]
    pub error: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub started_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub finished_at: Option<DateTime<Utc>>,
}

/// An import whose file is still to come.
pub(in crate::imports) struct NewImport {
    pub id: Uuid,
    pub kind: Kind,
    pub state: &'static str,
    pub options: Value,
    pub branch_id: Uuid,
    pub staff_id: Option<Uuid>,
    pub filename: Option<String>,
    pub size_bytes: i64,
    pub now: DateTime<Utc>,
}

/// An import that is to be worked on.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct Claimed {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Jsonb)]
    pub options: FromJson<Options>,
    #[diesel(sql_type = SqlUuid)]
    pub branch_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub staff_id: Option<Uuid>,
    /// Records that an earlier run has done.
    #[diesel(sql_type = Int4)]
    pub records_count: i32,
    #[diesel(sql_type = Int4)]
    pub problems_count: i32,
}

impl Claimed {
    /// What it takes in.
    pub(in crate::imports) fn kind(&self) -> Kind {
        // The column's check constraint allows no other word.
        Kind::parse(&self.kind).unwrap_or(Kind::Marc)
    }
}

/// Something an import has to say about one record.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct ProblemRow {
    #[diesel(sql_type = Int4)]
    pub number: i32,
    #[diesel(sql_type = Int4)]
    pub record_number: i32,
    #[diesel(sql_type = BigInt)]
    pub byte_offset: i64,
    #[diesel(sql_type = Nullable<Text>)]
    pub control_number: Option<String>,
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub tag: Option<String>,
    #[diesel(sql_type = Text)]
    pub detail: String,
    #[diesel(sql_type = Bool)]
    pub is_refusal: bool,
    #[diesel(sql_type = Nullable<Int4>)]
    pub line_number: Option<i32>,
    #[diesel(sql_type = Nullable<Text>)]
    pub external_id: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub column_name: Option<String>,
}

macro_rules! imports_where {
    ($condition:literal) => {
        concat!(
            "select import.*,
                jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name) as branch,
                case when member.id is not null then jsonb_build_object('id', member.id, 'name', member.name) end as staff
             from imports import join branches branch on branch.id = import.branch_id
             left join staff member on member.id = import.staff_id
             where import.state <> 'receiving' and ",
            $condition
        )
    };
}

pub(in crate::imports) fn insert(conn: &mut PgConnection, import: &NewImport) -> QueryResult<usize> {
    sql("insert into imports (id, kind, state, options, branch_id, staff_id, filename, size_bytes, created_at, started_at)
         values ($1, $9, $2, $3, $4, $5, $6, $7, $8, case when $2 = 'running' then $8 end)")
    .bind::<SqlUuid, _>(import.id)
    .bind::<Text, _>(import.state)
    .bind::<Jsonb, _>(import.options.clone())
    .bind::<SqlUuid, _>(import.branch_id)
    .bind::<Nullable<SqlUuid>, _>(import.staff_id)
    .bind::<Nullable<Text>, _>(import.filename.as_deref())
    .bind::<BigInt, _>(import.size_bytes)
    .bind::<Timestamptz, _>(import.now)
    .bind::<Text, _>(import.kind.as_str())
    .execute(conn)
}

/// The file is here.
pub(in crate::imports) fn queue(conn: &mut PgConnection, import: &NewImport) -> QueryResult<usize> {
    sql(
        "update imports set state = 'queued', options = $2, branch_id = $3, filename = $4, size_bytes = $5, kind = $6
         where id = $1 and state = 'receiving'",
    )
    .bind::<SqlUuid, _>(import.id)
    .bind::<Jsonb, _>(import.options.clone())
    .bind::<SqlUuid, _>(import.branch_id)
    .bind::<Nullable<Text>, _>(import.filename.as_deref())
    .bind::<BigInt, _>(import.size_bytes)
    .bind::<Text, _>(import.kind.as_str())
    .execute(conn)
}

/// The file will not come; what there was of it goes too.
pub(in crate::imports) fn abandon(conn: &mut PgConnection, id: Uuid) -> QueryResult<usize> {
    sql("delete from imports where id = $1 and state = 'receiving'")
        .bind::<SqlUuid, _>(id)
        .execute(conn)
}

/// Deletes at most `at_most` imports whose file never came to its end.
pub(crate) fn forget_unreceived(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    sql("delete from imports where id in (
            select id from imports where state = 'receiving' and created_at < $1 limit $2 for update skip locked)")
    .bind::<Timestamptz, _>(now - UNRECEIVED)
    .bind::<BigInt, _>(at_most)
    .execute(conn)
}

pub(in crate::imports) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<ImportRow>> {
    sql(imports_where!("import.id = $1"))
        .bind::<SqlUuid, _>(id)
        .get_result(conn)
        .optional()
}

/// A page of imports, newest first.
pub(in crate::imports) fn list(conn: &mut PgConnection, slice: &Slice<Uuid>) -> QueryResult<Vec<ImportRow>> {
    sql(imports_where!(
        "($1::uuid is null or import.id < $1) order by import.id desc limit $2"
    ))
    .bind::<Nullable<SqlUuid>, _>(slice.after)
    .bind::<BigInt, _>(slice.fetch())
    .load(conn)
}

/// A page of what an import has to say.
pub(in crate::imports) fn problems(
    conn: &mut PgConnection,
    import_id: Uuid,
    refusals_only: bool,
    slice: &Slice<i32>,
) -> QueryResult<Vec<ProblemRow>> {
    sql("select * from import_problems
         where import_id = $1 and number > $2 and (is_refusal or not $3) order by number limit $4")
    .bind::<SqlUuid, _>(import_id)
    .bind::<Int4, _>(slice.after.unwrap_or(0))
    .bind::<Bool, _>(refusals_only)
    .bind::<BigInt, _>(slice.fetch())
    .load(conn)
}

/// Stops what waits or runs; its file goes.
pub(in crate::imports) fn cancel(conn: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> QueryResult<usize> {
    sql("with stopped as (
            update imports set state = 'cancelled', finished_at = $2, version = version + 1
            where id = $1 and state in ('queued', 'running') returning id
        ), emptied as (
            delete from import_chunks using stopped where import_id = stopped.id
        )
        select id from stopped")
    .bind::<SqlUuid, _>(id)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// The import to work on next: one that was interrupted before one that waits.
pub(in crate::imports) fn start_next(conn: &mut PgConnection, now: DateTime<Utc>) -> QueryResult<Option<Claimed>> {
    sql(
        "update imports set state = 'running', started_at = coalesce(started_at, $1), version = version + 1
         where id = (
            select id from imports import
            where state in ('queued', 'running')
                and (state = 'queued' or exists (select from import_chunks chunk where chunk.import_id = import.id))
            order by state desc, id limit 1 for no key update)
         returning id, kind, options, branch_id, staff_id, records_count, problems_count",
    )
    .bind::<Timestamptz, _>(now)
    .get_result(conn)
    .optional()
}

/// Ends imports whose file was never stored, because the command that read it is gone. Ask only while none can run.
pub(in crate::imports) fn abandon_lost(conn: &mut PgConnection, now: DateTime<Utc>) -> QueryResult<usize> {
    sql(
        "update imports import set state = 'failed', error = 'interrupted', finished_at = $1, version = version + 1
         where state = 'running' and not exists (select from import_chunks chunk where chunk.import_id = import.id)",
    )
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// Whether an import waits.
pub(in crate::imports) fn is_waiting(conn: &mut PgConnection) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Waiting {
        #[diesel(sql_type = Bool)]
        is_waiting: bool,
    }
    sql("select exists (select from imports where state = 'queued') as is_waiting")
        .get_result(conn)
        .map(|row: Waiting| row.is_waiting)
}

/// The branch with this code.
pub(in crate::imports) fn branch_by_code(conn: &mut PgConnection, code: &str) -> QueryResult<Option<Uuid>> {
    #[derive(QueryableByName)]
    struct Branch {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    sql("select id from branches where code = $1")
        .bind::<Text, _>(code)
        .get_result(conn)
        .optional()
        .map(|branch: Option<Branch>| branch.map(|branch| branch.id))
}

/// The branch's time zone.
pub(in crate::imports) fn branch_zone(conn: &mut PgConnection, branch_id: Uuid) -> QueryResult<String> {
    branches::table.find(branch_id).select(branches::zone).first(conn)
}

/// How many decimals the library's money has.
pub(in crate::imports) fn exponent(conn: &mut PgConnection) -> QueryResult<i16> {
    library::table.select(library::currency_exponent).first(conn)
}
