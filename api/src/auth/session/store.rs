//! The tables `sessions` and `refresh_tokens`, and what a session must know of its person and place.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

use super::{Keeping, Subject};

/// A staff member, as a session shows them.
#[derive(Clone, Debug, QueryableByName)]
pub(in crate::auth) struct StaffRow {
    #[diesel(sql_type = SqlUuid)]
    pub(in crate::auth) id: Uuid,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) username: String,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) name: String,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) role: String,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) language: String,
    #[diesel(sql_type = Integer)]
    pub(in crate::auth) token_version: i32,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub(in crate::auth) last_branch_id: Option<Uuid>,
}

/// A patron, as a session shows them.
#[derive(Clone, Debug, QueryableByName)]
pub(in crate::auth) struct PatronRow {
    #[diesel(sql_type = SqlUuid)]
    pub(in crate::auth) id: Uuid,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) name: String,
    #[diesel(sql_type = Integer)]
    pub(in crate::auth) token_version: i32,
    #[diesel(sql_type = SqlUuid)]
    pub(in crate::auth) home_branch_id: Uuid,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) zone: String,
    /// Old enough for an account of their own.
    #[diesel(sql_type = Bool)]
    pub(in crate::auth) is_of_age: bool,
}

/// A branch where somebody may work.
#[derive(Clone, Debug, QueryableByName)]
pub(in crate::auth) struct Branch {
    #[diesel(sql_type = SqlUuid)]
    pub(in crate::auth) id: Uuid,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) code: String,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) name: String,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) zone: String,
    #[diesel(sql_type = Bool)]
    pub(in crate::auth) has_desks: bool,
}

/// A desk.
#[derive(Clone, Debug, QueryableByName)]
pub(in crate::auth) struct DeskRow {
    #[diesel(sql_type = SqlUuid)]
    pub(in crate::auth) id: Uuid,
    #[diesel(sql_type = Text)]
    pub(in crate::auth) name: String,
}

/// A session, with the generation of the token that found it.
#[derive(Clone, Debug, QueryableByName)]
pub(super) struct SessionRow {
    #[diesel(sql_type = SqlUuid)]
    pub(super) id: Uuid,
    #[diesel(sql_type = Text)]
    subject_kind: String,
    #[diesel(sql_type = SqlUuid)]
    subject_id: Uuid,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub(super) branch_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub(super) desk_id: Option<Uuid>,
    #[diesel(sql_type = Bool)]
    pub(super) is_placed: bool,
    #[diesel(sql_type = Integer)]
    pub(super) generation: i32,
    #[diesel(sql_type = Integer)]
    pub(super) token_generation: i32,
    #[diesel(sql_type = Timestamptz)]
    pub(super) last_used_at: DateTime<Utc>,
    #[diesel(sql_type = Integer)]
    idle_seconds: i32,
    #[diesel(sql_type = Timestamptz)]
    pub(super) ends_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub(super) revoked_at: Option<DateTime<Utc>>,
}

impl SessionRow {
    pub(super) fn subject(&self) -> Subject {
        match self.subject_kind.as_str() {
            "patron" => Subject::Patron(self.subject_id),
            _ => Subject::Staff(self.subject_id),
        }
    }

    pub(super) fn keeping(&self) -> Keeping {
        match self.kind.as_str() {
            "cookie" => Keeping::Cookie,
            _ => Keeping::Token,
        }
    }

    pub(super) fn idle(&self) -> TimeDelta {
        TimeDelta::seconds(i64::from(self.idle_seconds))
    }
}

/// A session to be written.
pub(super) struct NewSession<'a> {
    pub(super) id: Uuid,
    pub(super) subject: Subject,
    pub(super) keeping: Keeping,
    pub(super) branch_id: Option<Uuid>,
    pub(super) desk_id: Option<Uuid>,
    pub(super) is_placed: bool,
    pub(super) token_hash: &'a [u8],
    pub(super) now: DateTime<Utc>,
}

/// Writes a session and its first refresh token.
pub(super) fn insert(conn: &mut PgConnection, new: &NewSession) -> QueryResult<usize> {
    let (idle, life) = new.subject.lifetimes();
    sql("with started as (
            insert into sessions (id, subject_kind, subject_id, kind, branch_id, desk_id, is_placed, created_at,
                last_used_at, idle_seconds, ends_at, generation)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, 1)
            returning id
        )
        insert into refresh_tokens (token_hash, session_id, generation, issued_at)
        select $11, id, 1, $8 from started")
    .bind::<SqlUuid, _>(new.id)
    .bind::<Text, _>(new.subject.kind())
    .bind::<SqlUuid, _>(new.subject.id())
    .bind::<Text, _>(new.keeping.as_str())
    .bind::<Nullable<SqlUuid>, _>(new.branch_id)
    .bind::<Nullable<SqlUuid>, _>(new.desk_id)
    .bind::<Bool, _>(new.is_placed)
    .bind::<Timestamptz, _>(new.now)
    .bind::<Integer, _>(i32::try_from(idle.num_seconds()).unwrap_or(i32::MAX))
    .bind::<Timestamptz, _>(new.now + life)
    .bind::<Binary, _>(new.token_hash)
    .execute(conn)
}

/// Finds the session of a refresh token and holds it until the deed ends.
pub(super) fn lock_by_token(conn: &mut PgConnection, token_hash: &[u8]) -> QueryResult<Option<SessionRow>> {
    sql(
        "select s.id, s.subject_kind, s.subject_id, s.kind, s.branch_id, s.desk_id, s.is_placed, s.generation,
            t.generation as token_generation, s.last_used_at, s.idle_seconds, s.ends_at, s.revoked_at
         from refresh_tokens t join sessions s on s.id = t.session_id
         where t.token_hash = $1 for no key update of s",
    )
    .bind::<Binary, _>(token_hash)
    .get_result(conn)
    .optional()
}

/// Writes one more refresh token; `generation` becomes the session's newest.
pub(super) fn add_token(
    conn: &mut PgConnection,
    session: &SessionRow,
    generation: i32,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql("with used as (
            update sessions set generation = $1, last_used_at = case when generation = $1 then last_used_at else $2 end
            where id = $3
        )
        insert into refresh_tokens (token_hash, session_id, generation, issued_at) values ($4, $3, $1, $2)")
    .bind::<Integer, _>(generation)
    .bind::<Timestamptz, _>(now)
    .bind::<SqlUuid, _>(session.id)
    .bind::<Binary, _>(token_hash)
    .execute(conn)
}

/// Says where the session works from now on; false when it is over.
pub(super) fn set_place(
    conn: &mut PgConnection,
    (session_id, staff_id): (Uuid, Uuid),
    (branch_id, desk_id, is_placed): (Uuid, Option<Uuid>, bool),
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    // The person before the session, as everywhere; when the session is over, the deed fails and nothing of this stays.
    sql("with placed as (
            update staff set last_branch_id = $1, last_desk_id = $2 where id = $3 returning id
        )
        update sessions set branch_id = $1, desk_id = $2, is_placed = $4
        from placed
        where sessions.id = $5 and subject_kind = 'staff' and subject_id = placed.id
            and revoked_at is null and ends_at > $6")
    .bind::<SqlUuid, _>(branch_id)
    .bind::<Nullable<SqlUuid>, _>(desk_id)
    .bind::<SqlUuid, _>(staff_id)
    .bind::<Bool, _>(is_placed)
    .bind::<SqlUuid, _>(session_id)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
    .map(|rows| rows == 1)
}

/// Ends one session.
pub(super) fn revoke(conn: &mut PgConnection, session_id: Uuid, now: DateTime<Utc>) -> QueryResult<usize> {
    sql("update sessions set revoked_at = $1 where id = $2 and revoked_at is null")
        .bind::<Timestamptz, _>(now)
        .bind::<SqlUuid, _>(session_id)
        .execute(conn)
}

/// Ends every session of one person.
pub(super) fn revoke_all(conn: &mut PgConnection, subject: Subject, now: DateTime<Utc>) -> QueryResult<usize> {
    sql("update sessions set revoked_at = $1 where subject_id = $2 and subject_kind = $3 and revoked_at is null")
        .bind::<Timestamptz, _>(now)
        .bind::<SqlUuid, _>(subject.id())
        .bind::<Text, _>(subject.kind())
        .execute(conn)
}

/// A staff member who may work.
pub(in crate::auth) fn find_staff(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<StaffRow>> {
    sql(
        "select id, username, name, role, language, token_version, last_branch_id from staff
         where id = $1 and is_active",
    )
    .bind::<SqlUuid, _>(id)
    .get_result(conn)
    .optional()
}

/// A patron who still is one. Ages are counted by the day of their home branch.
pub(in crate::auth) fn find_patron(
    conn: &mut PgConnection,
    id: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<Option<PatronRow>> {
    sql(
        "select p.id, coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name as name, p.token_version,
            p.home_branch_id, b.zone,
            coalesce(p.birth_on + make_interval(years => l.own_account_at) <= ($1 at time zone b.zone)::date, true)
                as is_of_age
         from patrons p join branches b on b.id = p.home_branch_id cross join library l
         where p.id = $2 and p.state = 'active'",
    )
    .bind::<Timestamptz, _>(now)
    .bind::<SqlUuid, _>(id)
    .get_result(conn)
    .optional()
}

/// Every branch where the staff member may work, in the library's order.
pub(super) fn branches_of(conn: &mut PgConnection, staff_id: Uuid) -> QueryResult<Vec<Branch>> {
    sql("select b.id, b.code, b.name, b.zone,
            exists (select from desks d where d.branch_id = b.id and d.is_active) as has_desks
         from staff s join branches b on b.is_active and (s.all_branches or exists (
            select from staff_branches sb where sb.staff_id = s.id and sb.branch_id = b.id))
         where s.id = $1 order by b.position, b.name, b.id")
    .bind::<SqlUuid, _>(staff_id)
    .load(conn)
}

/// A desk in use at the branch.
pub(super) fn find_desk(conn: &mut PgConnection, id: Uuid, branch_id: Uuid) -> QueryResult<Option<DeskRow>> {
    sql("select id, name from desks where id = $1 and branch_id = $2 and is_active")
        .bind::<SqlUuid, _>(id)
        .bind::<SqlUuid, _>(branch_id)
        .get_result(conn)
        .optional()
}
