//! Charges that another system made first.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Json, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

use super::super::ledger::OpeningBalance;

/// A charge that was made.
#[derive(Debug, QueryableByName)]
pub(crate) struct MadeCharge {
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Text)]
    pub external_id: String,
    #[diesel(sql_type = SqlUuid)]
    pub patron_id: Uuid,
    /// What was charged first, what that has become by adjustments, and what is still owed of it; in minor units.
    #[diesel(sql_type = Array<BigInt>)]
    pub amounts: Vec<i64>,
}

/// Those of these (source, id) that were made.
pub(in crate::account) fn opening_balances(
    conn: &mut PgConnection,
    keys: &[(String, String)],
) -> QueryResult<Vec<MadeCharge>> {
    sql("with known as (
            select asked.source, asked.id as external_id, fine.id, fine.account_id
            from unnest($1, $2) as asked (source, id)
            join fines fine on fine.external_source = asked.source and fine.external_id = asked.id
            union all
            select asked.source, asked.id, fine.id, fine.account_id
            from unnest($1, $2) as asked (source, id)
            join fines fine on asked.source = 'carrel' and fine.id::text = asked.id and fine.external_id is null
         )
         select known.source, known.external_id, account.patron_id,
            array[entry.amount, amounts.amount, amounts.outstanding] as amounts
         from known
         join accounts account on account.id = known.account_id and account.patron_id is not null
         join ledger_entries entry on entry.fine_id = known.id and entry.kind = 'charge'
         join fine_amounts amounts on amounts.id = known.id")
    .bind::<Array<Text>, _>(keys.iter().map(|(source, _)| source.as_str()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(keys.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>())
    .load(conn)
}

/// Enters charges. A patron without an account, which registering never leaves behind, fails on the fine's `account_id`.
pub(in crate::account) fn charge_opening_balances(
    conn: &mut PgConnection,
    charges: &[OpeningBalance],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let rows =
        serde_json::to_value(charges).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    sql("with given as (
            select * from json_to_recordset($1) as given (
                id uuid, entry_id uuid, patron_id uuid, kind text, amount bigint, branch_id uuid, staff_id uuid,
                charged_at timestamptz, detail text, external_source text, external_id text)
        ), fine as (
            insert into fines (id, account_id, kind, branch_id, charged_at, detail, external_source, external_id)
            select given.id,
                (select id from accounts where patron_id = given.patron_id and merged_from_id is null),
                given.kind, given.branch_id, given.charged_at, given.detail, given.external_source, given.external_id
            from given
            returning id, account_id
        )
        insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id, staff_id)
        select given.entry_id, fine.account_id, 'charge', given.amount, given.id, $2, given.branch_id, given.staff_id
        from given join fine on fine.id = given.id")
    .bind::<Json, _>(rows)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}
