//! Deleting by age, a batch at a time; rows that somebody holds are passed over.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamptz};

use crate::platform::db::sql;

/// How long what is over stays, for whoever looks into something that happened yesterday.
const DAY: TimeDelta = TimeDelta::days(1);
/// How long a refresh token of an old generation is recognised as a copied one.
const REFRESH_TOKENS: TimeDelta = TimeDelta::days(7);
/// How long a deed is done once only.
const IDEMPOTENCY_KEYS: TimeDelta = TimeDelta::days(7);
/// How long readers of events may be away.
const EVENTS: TimeDelta = TimeDelta::days(14);

fn delete(conn: &mut PgConnection, text: &'static str, before: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    sql(text)
        .bind::<Timestamptz, _>(before)
        .bind::<BigInt, _>(at_most)
        .execute(conn)
}

/// Sessions that were ended, idled out or got too old; their refresh tokens go with them.
pub(super) fn ended_sessions(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    let text = "delete from sessions where id in (
        select id from sessions
        where least(revoked_at, ends_at, last_used_at + make_interval(secs => idle_seconds)) < $1
        limit $2 for update skip locked)";
    delete(conn, text, now - DAY, at_most)
}

/// Refresh tokens before the last two generations of sessions that go on.
pub(super) fn old_refresh_tokens(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    let text = "delete from refresh_tokens where token_hash in (
        select t.token_hash from refresh_tokens t join sessions s on s.id = t.session_id
        where t.issued_at < $1 and t.generation < s.generation - 1
        limit $2 for update of t skip locked)";
    delete(conn, text, now - REFRESH_TOKENS, at_most)
}

/// Grants that were used or ran out.
pub(super) fn past_override_grants(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    let text = "delete from override_grants where token_hash in (
        select token_hash from override_grants where expires_at < $1 limit $2 for update skip locked)";
    delete(conn, text, now - DAY, at_most)
}

/// Failures whose window and lock are long over.
pub(super) fn old_sign_in_failures(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    let text = "delete from sign_in_failures where subject_hash in (
        select subject_hash from sign_in_failures where last_failed_at < $1 limit $2 for update skip locked)";
    delete(conn, text, now - DAY, at_most)
}

/// Keys whose last token ran out.
pub(super) fn past_signing_keys(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    let text = "delete from signing_keys where kid in (
        select kid from signing_keys where retires_at < $1 limit $2 for update skip locked)";
    delete(conn, text, now - DAY, at_most)
}

/// Answers that nobody will ask for again.
pub(super) fn old_idempotency_keys(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    let text = "delete from idempotency_keys where scope in (
        select scope from idempotency_keys where created_at < $1 limit $2 for update skip locked)";
    delete(conn, text, now - IDEMPOTENCY_KEYS, at_most)
}

/// Events that every reader has had time for.
pub(super) fn old_events(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> QueryResult<usize> {
    let text = "delete from outbox where seq in (
        select seq from outbox where at < $1 limit $2 for update skip locked)";
    delete(conn, text, now - EVENTS, at_most)
}
