//! The table `override_grants`.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Binary, Bool, Date, Integer, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::Desk;

/// A grant that holds.
#[derive(QueryableByName)]
pub(super) struct GrantRow {
    #[diesel(sql_type = Array<Text>)]
    pub(super) codes: Vec<String>,
    #[diesel(sql_type = Text)]
    pub(super) reason: String,
    #[diesel(sql_type = SqlUuid)]
    pub(super) supervisor_id: Uuid,
}

/// Whoever gave the right password, as a possible giver of a grant.
#[derive(QueryableByName)]
pub(super) struct GiverRow {
    #[diesel(sql_type = SqlUuid)]
    pub(super) id: Uuid,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Bool)]
    pub(super) is_supervisor: bool,
    #[diesel(sql_type = Bool)]
    pub(super) works_here: bool,
}

/// A grant to be written.
pub(super) struct NewGrant<'a> {
    pub(super) token_hash: &'a [u8],
    pub(super) supervisor_id: Uuid,
    pub(super) operation_id: &'a str,
    pub(super) subject_ids: &'a [Uuid],
    pub(super) codes: Vec<&'static str>,
    pub(super) reason: &'a str,
    pub(super) expires_at: DateTime<Utc>,
}

/// The giver, unless they were changed since `token_version`.
pub(super) fn find_giver(
    conn: &mut PgConnection,
    id: Uuid,
    token_version: i32,
    branch_id: Uuid,
) -> QueryResult<Option<GiverRow>> {
    sql("select s.id, s.name, s.role = 'supervisor' as is_supervisor,
            s.all_branches or exists (
                select from staff_branches sb where sb.staff_id = s.id and sb.branch_id = $1) as works_here
         from staff s where s.id = $2 and s.is_active and s.token_version = $3")
    .bind::<SqlUuid, _>(branch_id)
    .bind::<SqlUuid, _>(id)
    .bind::<Integer, _>(token_version)
    .get_result(conn)
    .optional()
}

/// Whether one of the subjects is, or is a loan of, the giver or their child.
pub(super) fn is_givers_account(
    conn: &mut PgConnection,
    giver_id: Uuid,
    subject_ids: &[Uuid],
    today: NaiveDate,
) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Own {
        #[diesel(sql_type = Bool)]
        is_own: bool,
    }
    sql(
        "select coalesce(bool_or(is_own_account($1, coalesce(l.patron_id, subject.id), $3)), false) as is_own
         from unnest($2) subject (id)
         left join loans l on l.id = subject.id",
    )
    .bind::<SqlUuid, _>(giver_id)
    .bind::<Array<SqlUuid>, _>(subject_ids)
    .bind::<Date, _>(today)
    .get_result(conn)
    .map(|row: Own| row.is_own)
}

/// Writes a grant for the staff member at `desk`.
pub(super) fn insert(conn: &mut PgConnection, desk: &Desk, new: &NewGrant) -> QueryResult<usize> {
    sql(
        "insert into override_grants (token_hash, staff_id, supervisor_id, branch_id, operation_id, subject_ids, codes,
            reason, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind::<Binary, _>(new.token_hash)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<SqlUuid, _>(new.supervisor_id)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Text, _>(new.operation_id)
    .bind::<Array<SqlUuid>, _>(new.subject_ids)
    .bind::<Array<Text>, _>(new.codes.as_slice())
    .bind::<Text, _>(new.reason)
    .bind::<Timestamptz, _>(new.expires_at)
    .execute(conn)
}

/// Finds a grant that holds for this deed and keeps others from using it meanwhile. Its giver must still be one who
/// could give it.
pub(super) fn lock(
    conn: &mut PgConnection,
    desk: &Desk,
    token_hash: &[u8],
    operation_id: &str,
    subject_ids: &[Uuid],
) -> QueryResult<Option<GrantRow>> {
    sql("select g.codes, g.reason, g.supervisor_id
         from override_grants g join staff s on s.id = g.supervisor_id
         where g.token_hash = $1 and g.staff_id = $2 and g.branch_id = $3 and g.operation_id = $4
            and g.subject_ids @> $5 and g.expires_at > $6 and g.consumed_at is null
            and s.is_active and s.role = 'supervisor'
         for no key update of g")
    .bind::<Binary, _>(token_hash)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Text, _>(operation_id)
    .bind::<Array<SqlUuid>, _>(subject_ids)
    .bind::<Timestamptz, _>(desk.now)
    .get_result(conn)
    .optional()
}

/// Marks the grant as used.
pub(super) fn consume(conn: &mut PgConnection, token_hash: &[u8], now: DateTime<Utc>) -> QueryResult<()> {
    sql("update override_grants set consumed_at = $1 where token_hash = $2")
        .bind::<Timestamptz, _>(now)
        .bind::<Binary, _>(token_hash)
        .execute(conn)
        .map(|_| ())
}
