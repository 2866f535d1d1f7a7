//! What is known of an account before its password or PIN is compared.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Binary, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

use super::super::lock_out::Subjects;

/// The account, if there is one, and the lock on it or on the address.
#[derive(Clone, QueryableByName)]
pub(in crate::auth) struct Credentials {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub(in crate::auth) id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(in crate::auth) secret_hash: Option<String>,
    /// To see, once the secret was compared, that nobody changed it meanwhile.
    #[diesel(sql_type = Nullable<Integer>)]
    pub(in crate::auth) token_version: Option<i32>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub(in crate::auth) locked_until: Option<DateTime<Utc>>,
}

/// A staff member who may work, by name in any case. Names are ASCII: another alphabet's capitals must not lead to an account
/// past the lock on its name.
pub(in crate::auth) fn staff_credentials(
    conn: &mut PgConnection,
    username: &str,
    subjects: &Subjects,
    now: DateTime<Utc>,
) -> QueryResult<Credentials> {
    sql(
        "select s.id, s.password_hash as secret_hash, s.token_version, lock.locked_until
         from (select max(locked_until) as locked_until from sign_in_failures
               where subject_hash in ($1, $2) and locked_until > $3) lock
         left join staff s on lower(s.username) = $4 and s.is_active",
    )
    .bind::<Binary, _>(subjects.account.to_vec())
    .bind::<Binary, _>(subjects.address.to_vec())
    .bind::<Timestamptz, _>(now)
    .bind::<Text, _>(username.to_ascii_lowercase())
    .get_result(conn)
}

/// A patron, by the number of a card that is not lost or replaced.
pub(super) fn patron_credentials(
    conn: &mut PgConnection,
    card_number: &str,
    subjects: &Subjects,
    now: DateTime<Utc>,
) -> QueryResult<Credentials> {
    sql(
        "select p.id, p.pin_hash as secret_hash, p.token_version, lock.locked_until
         from (select max(locked_until) as locked_until from sign_in_failures
               where subject_hash in ($1, $2) and locked_until > $3) lock
         left join (patron_cards c join patrons p on p.id = c.patron_id and p.state = 'active')
            on upper(c.number) = upper($4) and c.state = 'active'",
    )
    .bind::<Binary, _>(subjects.account.to_vec())
    .bind::<Binary, _>(subjects.address.to_vec())
    .bind::<Timestamptz, _>(now)
    .bind::<Text, _>(card_number)
    .get_result(conn)
}

/// Keeps the staff member from being changed until the deed ends; false when they were since `token_version`.
pub(super) fn enter_staff(
    conn: &mut PgConnection,
    id: Uuid,
    token_version: i32,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    sql("update staff set last_signed_in_at = $1 where id = $2 and is_active and token_version = $3")
        .bind::<Timestamptz, _>(now)
        .bind::<SqlUuid, _>(id)
        .bind::<Integer, _>(token_version)
        .execute(conn)
        .map(|rows| rows == 1)
}

/// Where they work now is where they work next time.
pub(super) fn remember_place(
    conn: &mut PgConnection,
    id: Uuid,
    branch_id: Uuid,
    desk_id: Option<Uuid>,
) -> QueryResult<usize> {
    sql("update staff set last_branch_id = $1, last_desk_id = $2 where id = $3")
        .bind::<SqlUuid, _>(branch_id)
        .bind::<Nullable<SqlUuid>, _>(desk_id)
        .bind::<SqlUuid, _>(id)
        .execute(conn)
}

/// Keeps the patron from being changed until the deed ends; false when they were since `token_version`.
pub(super) fn enter_patron(conn: &mut PgConnection, id: Uuid, token_version: i32) -> QueryResult<bool> {
    sql("select from patrons where id = $1 and state = 'active' and token_version = $2 for no key update")
        .bind::<SqlUuid, _>(id)
        .bind::<Integer, _>(token_version)
        .execute(conn)
        .map(|rows| rows == 1)
}
