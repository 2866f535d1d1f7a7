//! Taking a person out of every table.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Date, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// What stands in the way.
#[derive(Debug, QueryableByName)]
pub(in crate::patrons) struct Holdings {
    #[diesel(sql_type = BigInt)]
    pub loans: i64,
    #[diesel(sql_type = BigInt)]
    pub holds: i64,
    #[diesel(sql_type = BigInt)]
    pub balance: i64,
    #[diesel(sql_type = BigInt)]
    pub minors: i64,
    #[diesel(sql_type = Bool)]
    pub is_staff: bool,
}

#[derive(QueryableByName)]
struct Record {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

pub(in crate::patrons) fn holdings(conn: &mut PgConnection, id: Uuid, today: NaiveDate) -> QueryResult<Holdings> {
    sql("select
            (select count(*) from loans where patron_id = $1 and closed_at is null) as loans,
            (select count(*) from holds where patron_id = $1 and closed_at is null) as holds,
            coalesce((
                select sum(entry.amount) from accounts account
                join ledger_entries entry on entry.account_id = account.id where account.patron_id = $1
            ), 0)::bigint as balance,
            (select count(*) from patron_guardians where guardian_id = $1
                and (ends_on is null or ends_on >= $2)) as minors,
            exists (select from staff where patron_id = $1) as is_staff")
    .bind::<SqlUuid, _>(id)
    .bind::<Date, _>(today)
    .get_result(conn)
}

/// The record and those that were merged into it.
pub(in crate::patrons) fn records_of(conn: &mut PgConnection, id: Uuid) -> QueryResult<Vec<Uuid>> {
    let rows: Vec<Record> = sql("select id from patrons where id = $1 or merged_into_id = $1 order by id")
        .bind::<SqlUuid, _>(id)
        .load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Empties the records, and lets go of all that hangs on them: cards may be given to others.
pub(in crate::patrons) fn erase(conn: &mut PgConnection, ids: &[Uuid], now: DateTime<Utc>) -> QueryResult<()> {
    sql("with loan as (
            update loans set patron_id = null where patron_id = any($1)
        ), hold as (
            update holds set patron_id = null, note = null, cancel_reason = null where patron_id = any($1)
        ), card as (
            delete from patron_cards where patron_id = any($1)
        ), restriction as (
            delete from patron_restrictions where patron_id = any($1)
        ), message as (
            delete from patron_messages where patron_id = any($1)
        ), renewal as (
            delete from card_renewals where patron_id = any($1)
        ), link as (
            delete from patron_guardians where patron_id = any($1) or guardian_id = any($1)
        ), session as (
            delete from sessions where subject_kind = 'patron' and subject_id = any($1)
        )
        update patrons set given_name = 'Anonymised', family_name = 'record', preferred_name = null, birth_on = null,
            email = null, phone = null, address = null, postal_code = null, city = null, country = null, language = null,
            expires_on = null, pin_hash = null, desk_note = null, notice_channel = null, wants_notices = false,
            keeps_history = false, external_id = null, external_source = '', token_version = token_version + 1, state = 'anonymised', merged_into_id = null,
            version = version + 1, updated_at = $2
        where id = any($1)")
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Timestamptz, _>(now)
    .execute(conn)?;
    Ok(())
}

/// Takes the records out of what deeds left behind: whom they concerned and the words that staff typed, events, answers
/// kept for a resend, and leave that a supervisor gave. Before [`erase`]: an answer may name a message and not the patron.
pub(in crate::patrons) fn forget_in_deeds(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<()> {
    sql("with id as (
            select id, id::text as text from unnest($1) as asked (id)
            union all
            select id, id::text from patron_messages where patron_id = any($1)
            union all
            select id, id::text from patron_restrictions where patron_id = any($1)
        ), audit as (
            update audit_events set patron_id = null, reason = null
            where patron_id = any($1) or (subject_id = any($1) and reason is not null)
        ), event as (
            update outbox set payload = payload - 'patron_id' from id where payload->>'patron_id' = id.text
        ), answer as (
            delete from idempotency_keys kept using id where strpos(kept.body, id.text) > 0
        )
        delete from override_grants where subject_ids && $1")
    .bind::<Array<SqlUuid>, _>(ids)
    .execute(conn)?;
    Ok(())
}
