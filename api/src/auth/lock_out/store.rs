//! The table `sign_in_failures`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Binary, Integer, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

use super::{ACCOUNT_FAILURES, ADDRESS_FAILURES, LOCK, Subjects, WINDOW};

/// A count after one more failure.
#[derive(Debug, QueryableByName)]
pub(super) struct Counted {
    #[diesel(sql_type = Binary)]
    subject_hash: Vec<u8>,
    #[diesel(sql_type = Integer)]
    pub(super) failures: i32,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub(super) locked_until: Option<DateTime<Utc>>,
}

impl Counted {
    /// How many failures this subject is allowed.
    pub(super) fn allowed(&self, subjects: &Subjects) -> i32 {
        if self.subject_hash == subjects.account {
            ACCOUNT_FAILURES
        } else {
            ADDRESS_FAILURES
        }
    }
}

#[derive(QueryableByName)]
struct Locked {
    #[diesel(sql_type = Nullable<Timestamptz>)]
    locked_until: Option<DateTime<Utc>>,
}

/// Holds both rows until the deed ends and tells when the lock ends, if there is one. Every statement takes the rows
/// in the order of their hashes.
pub(super) fn lock(
    conn: &mut PgConnection,
    subjects: &Subjects,
    now: DateTime<Utc>,
) -> QueryResult<Option<DateTime<Utc>>> {
    let rows: Vec<Locked> = sql(
        "select locked_until from sign_in_failures where subject_hash in ($1, $2)
         order by subject_hash for no key update",
    )
    .bind::<Binary, _>(subjects.account.to_vec())
    .bind::<Binary, _>(subjects.address.to_vec())
    .load(conn)?;
    let ends = rows.into_iter().filter_map(|row| row.locked_until);
    Ok(ends.filter(|until| *until > now).max())
}

/// Forgets the failures of the account. Those of the address stay: an own account must not pay for guessing others'.
pub(super) fn forgive(conn: &mut PgConnection, subjects: &Subjects) -> QueryResult<usize> {
    sql("delete from sign_in_failures where subject_hash = $1")
        .bind::<Binary, _>(subjects.account.to_vec())
        .execute(conn)
}

/// Forgets the failures of a staff member, who has a new password.
pub(crate) fn forgive_staff(conn: &mut PgConnection, staff_id: Uuid) -> QueryResult<usize> {
    sql("delete from sign_in_failures f using staff s
         where s.id = $1 and f.subject_hash = sha256(convert_to('staff:' || lower(s.username), 'UTF8'))")
    .bind::<SqlUuid, _>(staff_id)
    .execute(conn)
}

/// Forgets the failures of a patron's card, who has a new PIN.
pub(crate) fn forgive_patron(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<usize> {
    sql("delete from sign_in_failures f using patron_cards c
         where c.patron_id = $1 and f.subject_hash = sha256(convert_to('card:' || upper(c.number), 'UTF8'))")
    .bind::<SqlUuid, _>(patron_id)
    .execute(conn)
}

/// Counts one failure of account and address. The count goes on while a lock lasts, its end does not move.
pub(super) fn count(conn: &mut PgConnection, subjects: &Subjects, now: DateTime<Utc>) -> QueryResult<Vec<Counted>> {
    sql(
        "insert into sign_in_failures as known (subject_hash, failures, counted_from, last_failed_at)
         select subject, 1, $1, $1 from unnest(array[$2, $3]) subject order by subject
         on conflict (subject_hash) do update set (failures, counted_from, last_failed_at, locked_until) = (
             select counted.failures, counted.counted_from, $1,
                 case when counted.failures = case known.subject_hash when $2 then $4 else $5 end then $6
                      when counted.failures > 1 then known.locked_until end
             from (
                 select case when is_over then 1 else known.failures + 1 end as failures,
                        case when is_over then $1 else known.counted_from end as counted_from
                 from (select known.counted_from <= $7 and coalesce(known.locked_until <= $1, true) as is_over) ages
             ) counted
         )
         returning subject_hash, failures, locked_until",
    )
    .bind::<Timestamptz, _>(now)
    .bind::<Binary, _>(subjects.account.to_vec())
    .bind::<Binary, _>(subjects.address.to_vec())
    .bind::<Integer, _>(ACCOUNT_FAILURES)
    .bind::<Integer, _>(ADDRESS_FAILURES)
    .bind::<Timestamptz, _>(now + LOCK)
    .bind::<Timestamptz, _>(now - WINDOW)
    .load(conn)
}
