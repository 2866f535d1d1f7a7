//! Adding to the ledger: an entry, and what it settles.

use carrel_rules::account::Settlement;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use uuid::Uuid;

use crate::platform::db::sql;

use super::super::ledger::Origin;

/// An entry to be.
#[derive(Debug)]
pub(in crate::account) struct NewEntry<'a> {
    pub id: Uuid,
    pub account_id: Uuid,
    pub kind: &'static str,
    pub amount: i64,
    pub fine_id: Option<Uuid>,
    pub undoes_id: Option<Uuid>,
    pub reason: Option<&'a str>,
}

impl NewEntry<'_> {
    pub(in crate::account) fn of(account_id: Uuid, kind: &'static str, amount: i64) -> Self {
        Self {
            id: Uuid::now_v7(),
            account_id,
            kind,
            amount,
            fine_id: None,
            undoes_id: None,
            reason: None,
        }
    }
}

/// A part of a credit that settles a fine, or that a refund, payout or void takes.
#[derive(Clone, Debug, Serialize)]
pub(in crate::account) struct NewAllocation {
    id: Uuid,
    credit_entry_id: Uuid,
    fine_id: Option<Uuid>,
    debit_entry_id: Option<Uuid>,
    amount: i64,
    occasion_id: Uuid,
}

impl NewAllocation {
    /// Below zero it is taken off the fine again.
    pub(in crate::account) fn to_fine(credit: Uuid, fine: Uuid, amount: i64, occasion: Uuid) -> Self {
        Self {
            id: Uuid::now_v7(),
            credit_entry_id: credit,
            fine_id: Some(fine),
            debit_entry_id: None,
            amount,
            occasion_id: occasion,
        }
    }

    pub(in crate::account) fn to_debit(credit: Uuid, debit: Uuid, amount: i64) -> Self {
        Self {
            id: Uuid::now_v7(),
            credit_entry_id: credit,
            fine_id: None,
            debit_entry_id: Some(debit),
            amount,
            occasion_id: debit,
        }
    }
}

/// Writes an entry, and its event where one is named.
pub(in crate::account) fn enter(
    conn: &mut PgConnection,
    by: &Origin,
    entry: &NewEntry<'_>,
    event: Option<&'static str>,
) -> QueryResult<()> {
    sql("with event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            select $1, $2, $3, coalesce($4, $5),
                jsonb_strip_nulls(jsonb_build_object('patron_id', (select patron_id from accounts where id = $6)))
            where $2::text is not null
        )
        insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id, desk_id, staff_id,
            reason, undoes_id)
        values ($5, $6, $7, $8, $4, $1, $3, $9, $10, $11, $12)")
    .bind::<Timestamptz, _>(by.at)
    .bind::<Nullable<Text>, _>(event)
    .bind::<SqlUuid, _>(by.branch_id)
    .bind::<Nullable<SqlUuid>, _>(entry.fine_id)
    .bind::<SqlUuid, _>(entry.id)
    .bind::<SqlUuid, _>(entry.account_id)
    .bind::<Text, _>(entry.kind)
    .bind::<BigInt, _>(entry.amount)
    .bind::<Nullable<SqlUuid>, _>(by.desk_id)
    .bind::<Nullable<SqlUuid>, _>(by.staff_id)
    .bind::<Nullable<Text>, _>(entry.reason)
    .bind::<Nullable<SqlUuid>, _>(entry.undoes_id)
    .execute(conn)?;
    Ok(())
}

/// Writes what credits settle, on the occasion of this entry.
pub(in crate::account) fn settle(conn: &mut PgConnection, settled: &[Settlement], occasion: Uuid) -> QueryResult<()> {
    let rows = settled
        .iter()
        .map(|one| NewAllocation::to_fine(one.credit, one.fine, one.amount, occasion));
    allocate(conn, &rows.collect::<Vec<_>>())
}

/// Writes allocations, in one statement.
pub(in crate::account) fn allocate(conn: &mut PgConnection, rows: &[NewAllocation]) -> QueryResult<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = serde_json::to_value(rows).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    sql(
        "insert into allocations (id, credit_entry_id, fine_id, debit_entry_id, amount, occasion_id)
         select id, credit_entry_id, fine_id, debit_entry_id, amount, occasion_id
         from jsonb_to_recordset($1) as given (
            id uuid, credit_entry_id uuid, fine_id uuid, debit_entry_id uuid, amount bigint, occasion_id uuid)",
    )
    .bind::<Jsonb, _>(rows)
    .execute(conn)?;
    Ok(())
}

/// Tells readers of events that a fine (subject) of a patron was settled.
pub(in crate::account) fn announce(
    conn: &mut PgConnection,
    by: &Origin,
    kind: &'static str,
    (subject_id, patron_id): (Uuid, Uuid),
) -> QueryResult<()> {
    sql("insert into outbox (at, kind, branch_id, subject_id, payload)
         values ($1, $2, $3, $4, jsonb_build_object('patron_id', $5))")
    .bind::<Timestamptz, _>(by.at)
    .bind::<Text, _>(kind)
    .bind::<SqlUuid, _>(by.branch_id)
    .bind::<SqlUuid, _>(subject_id)
    .bind::<SqlUuid, _>(patron_id)
    .execute(conn)?;
    Ok(())
}
