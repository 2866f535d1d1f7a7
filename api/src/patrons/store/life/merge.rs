//! What goes over from one record to another.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use uuid::Uuid;

use crate::platform::db::sql;
use crate::schema::patrons;

/// What belongs to a record.
#[derive(Debug, QueryableByName, Serialize)]
pub(in crate::patrons) struct Belongings {
    #[diesel(sql_type = BigInt)]
    pub open_loans: i64,
    #[diesel(sql_type = BigInt)]
    pub finished_loans: i64,
    #[diesel(sql_type = BigInt)]
    pub open_holds: i64,
    /// Minor units.
    #[diesel(sql_type = BigInt)]
    pub balance: i64,
    #[diesel(sql_type = BigInt)]
    pub cards: i64,
    #[diesel(sql_type = BigInt)]
    pub restrictions: i64,
    #[diesel(sql_type = BigInt)]
    pub messages: i64,
    #[diesel(sql_type = BigInt)]
    pub guardians: i64,
    #[diesel(sql_type = BigInt)]
    pub children: i64,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    answer: bool,
}

/// Whether the record is in use. None when there is none.
pub(in crate::patrons) fn is_active(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<bool>> {
    let state: Option<String> = patrons::table.find(id).select(patrons::state).first(conn).optional()?;
    Ok(state.map(|state| state == "active"))
}

/// Whether one of the two answers, or answered, for the other.
pub(in crate::patrons) fn are_family(conn: &mut PgConnection, one: Uuid, other: Uuid) -> QueryResult<bool> {
    sql("select exists (
            select from patron_guardians
            where (patron_id = $1 and guardian_id = $2) or (patron_id = $2 and guardian_id = $1)
        ) as answer")
    .bind::<SqlUuid, _>(one)
    .bind::<SqlUuid, _>(other)
    .get_result(conn)
    .map(|row: Answer| row.answer)
}

/// None when there is no such record.
pub(in crate::patrons) fn belongings(
    conn: &mut PgConnection,
    id: Uuid,
    today: NaiveDate,
) -> QueryResult<Option<Belongings>> {
    sql("select
            (select count(*) from loans where patron_id = p.id and closed_at is null) as open_loans,
            (select count(*) from loans where patron_id = p.id and closed_at is not null) as finished_loans,
            (select count(*) from holds where patron_id = p.id and closed_at is null) as open_holds,
            coalesce((
                select sum(entry.amount) from accounts account
                join ledger_entries entry on entry.account_id = account.id where account.patron_id = p.id
            ), 0)::bigint as balance,
            (select count(*) from patron_cards where patron_id = p.id) as cards,
            (select count(*) from patron_restrictions where patron_id = p.id and lifted_at is null
                and (ends_on is null or ends_on >= $2)) as restrictions,
            (select count(*) from patron_messages where patron_id = p.id and removed_at is null
                and (ends_on is null or ends_on >= $2)) as messages,
            (select count(*) from patron_guardians where patron_id = p.id
                and (ends_on is null or ends_on >= $2)) as guardians,
            (select count(*) from patron_guardians where guardian_id = p.id
                and (ends_on is null or ends_on >= $2)) as children
         from patrons p where p.id = $1")
    .bind::<SqlUuid, _>(id)
    .bind::<Date, _>(today)
    .get_result(conn)
    .optional()
}

/// Gives the record that stays what it lacks and the other has.
pub(in crate::patrons) fn fill_in(conn: &mut PgConnection, id: Uuid, into_id: Uuid) -> QueryResult<()> {
    sql("update patrons stays set
            preferred_name = coalesce(stays.preferred_name, goes.preferred_name),
            birth_on = coalesce(stays.birth_on, goes.birth_on),
            email = coalesce(stays.email, goes.email),
            phone = coalesce(stays.phone, goes.phone),
            address = case when has_address then stays.address else goes.address end,
            postal_code = case when has_address then stays.postal_code else goes.postal_code end,
            city = case when has_address then stays.city else goes.city end,
            country = case when has_address then stays.country else goes.country end,
            language = coalesce(stays.language, goes.language),
            notice_channel = coalesce(stays.notice_channel, goes.notice_channel),
            desk_note = coalesce(stays.desk_note, goes.desk_note)
         from patrons goes
         cross join lateral (
            select num_nonnulls(kept.address, kept.postal_code, kept.city) > 0 as has_address
            from patrons kept where kept.id = $2
         ) told
         where goes.id = $1 and stays.id = $2")
    .bind::<SqlUuid, _>(id)
    .bind::<SqlUuid, _>(into_id)
    .execute(conn)?;
    Ok(())
}

/// Loans, cards (none of them in use any longer), restrictions, messages, renewals and family. A link that the other
/// record has too is not doubled.
pub(in crate::patrons) fn move_belongings(
    conn: &mut PgConnection,
    id: Uuid,
    into_id: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    sql("with loan as (
            update loans set patron_id = $2 where patron_id = $1
        ), card as (
            update patron_cards set patron_id = $2,
                state = case state when 'active' then 'replaced' else state end, ended_at = coalesce(ended_at, $3)
            where patron_id = $1
        ), restriction as (
            update patron_restrictions set patron_id = $2 where patron_id = $1
        ), message as (
            update patron_messages set patron_id = $2 where patron_id = $1
        ), renewal as (
            update card_renewals set patron_id = $2 where patron_id = $1
        ), unlinked as (
            delete from patron_guardians where patron_id = $1 or guardian_id = $1
            returning *
        ), linked as (
            insert into patron_guardians (patron_id, guardian_id, sees_charges, sees_loans, ends_on)
            select case patron_id when $1 then $2 else patron_id end,
                case guardian_id when $1 then $2 else guardian_id end, sees_charges, sees_loans, ends_on
            from unlinked
            on conflict (patron_id, guardian_id) do nothing
        )
        update patrons set merged_into_id = $2 where merged_into_id = $1")
    .bind::<SqlUuid, _>(id)
    .bind::<SqlUuid, _>(into_id)
    .bind::<Timestamptz, _>(now)
    .execute(conn)?;
    Ok(())
}

/// Makes the record a signpost: nobody signs in by it any more. A staff member's own record is the one that stays.
pub(in crate::patrons) fn close_as_merged(
    conn: &mut PgConnection,
    id: Uuid,
    into_id: Uuid,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    sql("with ended as (
            update sessions set revoked_at = $3
            where subject_kind = 'patron' and subject_id = $1 and revoked_at is null
        ), staff_member as (
            update staff set patron_id = case
                when exists (select from staff other where other.patron_id = $2) then null else $2 end
            where patron_id = $1
        )
        update patrons set state = 'merged', merged_into_id = $2, pin_hash = null, token_version = token_version + 1,
            version = version + 1, updated_at = $3
        where id = $1")
    .bind::<SqlUuid, _>(id)
    .bind::<SqlUuid, _>(into_id)
    .bind::<Timestamptz, _>(now)
    .execute(conn)?;
    Ok(())
}
