//! Charging fines.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::desk::Desk;

use super::super::ledger::{Charge, Fine, NewFine, Origin};

#[derive(QueryableByName)]
struct FineRow {
    #[diesel(sql_type = Jsonb)]
    fine: FromJson<Fine>,
}

#[derive(QueryableByName)]
struct ChargedRow {
    #[diesel(sql_type = Jsonb)]
    fine: FromJson<Fine>,
    /// What it stood at before.
    #[diesel(sql_type = BigInt)]
    stood_at: i64,
}

/// A patron without an account, which registering never leaves behind, fails on the fine's `account_id`.
pub(in crate::account) fn charge(
    conn: &mut PgConnection,
    by: &Origin,
    new: &NewFine,
    entry_id: Uuid,
) -> QueryResult<Fine> {
    let row: FineRow = sql(concat!(
        "with fine as (
            insert into fines (id, account_id, kind, fine_kind_id, loan_id, item_id, branch_id, charged_at, detail)
            values ($1, (select id from accounts where patron_id = $2 and merged_from_id is null), $3, $4, $5, $6, $7,
                $8, $9)
            returning *
        ), entry as (
            insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id, desk_id, staff_id)
            select $10, account_id, 'charge', $11, id, $8, $12, $13, $14 from fine
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            select $8, 'fine.charged', $12, id, jsonb_strip_nulls(jsonb_build_object('patron_id', $2, 'loan_id', $5::uuid))
            from fine
        )
        select ",
        super::fine_json!(),
        " as fine from fine cross join (select $11 as amount, $11 as outstanding) stands"
    ))
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(new.patron_id)
    .bind::<Text, _>(new.kind.as_str())
    .bind::<Nullable<SqlUuid>, _>(new.fine_kind_id)
    .bind::<Nullable<SqlUuid>, _>(new.loan_id)
    .bind::<Nullable<SqlUuid>, _>(new.item_id)
    .bind::<SqlUuid, _>(new.branch_id)
    .bind::<Timestamptz, _>(by.at)
    .bind::<Nullable<Text>, _>(new.detail.as_deref())
    .bind::<SqlUuid, _>(entry_id)
    .bind::<BigInt, _>(new.amount)
    .bind::<SqlUuid, _>(by.branch_id)
    .bind::<Nullable<SqlUuid>, _>(by.desk_id)
    .bind::<Nullable<SqlUuid>, _>(by.staff_id)
    .get_result(conn)?;
    Ok(row.fine.0)
}

/// Tells the fine and what it stood at before.
/// A patron without an account, which registering never leaves behind, fails on the fine's `account_id`.
pub(in crate::account) fn charge_overdue(
    conn: &mut PgConnection,
    by: &Origin,
    charge: &Charge,
    entry_id: Uuid,
) -> QueryResult<Option<(Fine, i64)>> {
    let row: Option<ChargedRow> = sql(concat!(
        "with stands as (
            select amount, waived + written_off as forgiven from fine_amounts where loan_id = $1 and kind = 'overdue'
        ), target as (
            -- As the rules say of a fine that is brought down: never below what was forgiven of it.
            select greatest($8, coalesce((select forgiven from stands), 0)) as amount
        ), existing as (
            select fines.* from fines where loan_id = $1 and kind = 'overdue'
        ), created as (
            insert into fines (id, account_id, kind, loan_id, item_id, branch_id, charged_at, detail)
            select $2, (select id from accounts where patron_id = $3 and merged_from_id is null), 'overdue', $1, $4, $5, $6, $7
            where $8 > 0 and not exists (select from existing)
            returning *
        ), fine as (
            select * from existing union all select * from created
        ), entry as (
            insert into ledger_entries
                (id, account_id, kind, amount, fine_id, entered_at, branch_id, desk_id, staff_id)
            select $9, fine.account_id, case when stands is null then 'charge' else 'adjustment' end,
                target.amount - coalesce(stands.amount, 0), fine.id, $6, $10, $11, $12
            from fine cross join target left join stands on true
            where target.amount <> coalesce(stands.amount, 0)
            returning kind
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            select $6, case entry.kind when 'charge' then 'fine.charged' else 'fine.adjusted' end, $10, fine.id,
                jsonb_build_object('patron_id', $3, 'loan_id', $1)
            from entry, fine
        )
        select ",
        super::fine_json!(),
        " as fine, coalesce((select amount from stands), 0) as stood_at
        from fine cross join lateral (
            select target.amount, greatest(target.amount - coalesce((
                select sum(allocation.amount) from allocations allocation where allocation.fine_id = fine.id
            ), 0), 0)::bigint as outstanding
            from target
        ) now_stands"
    ))
    .bind::<SqlUuid, _>(charge.loan_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(charge.patron_id)
    .bind::<SqlUuid, _>(charge.item_id)
    .bind::<SqlUuid, _>(charge.branch_id)
    .bind::<Timestamptz, _>(by.at)
    .bind::<Nullable<Text>, _>(charge.detail.as_deref())
    .bind::<BigInt, _>(charge.amount)
    .bind::<SqlUuid, _>(entry_id)
    .bind::<SqlUuid, _>(by.branch_id)
    .bind::<Nullable<SqlUuid>, _>(by.desk_id)
    .bind::<Nullable<SqlUuid>, _>(by.staff_id)
    .get_result(conn)
    .optional()?;
    Ok(row.map(|row| (row.fine.0, row.stood_at)))
}

pub(in crate::account) fn waive_overdue(
    conn: &mut PgConnection,
    desk: &Desk,
    loan_id: Uuid,
    reason: &str,
) -> QueryResult<Option<Fine>> {
    let row: Option<FineRow> = sql(concat!(
        "with owed as (
            select id, account_id, amount, outstanding from fine_amounts
            where loan_id = $1 and kind = 'overdue' and outstanding > 0
        ), entry as (
            insert into ledger_entries
                (id, account_id, kind, amount, fine_id, entered_at, branch_id, desk_id, staff_id, reason)
            select $2, account_id, 'waiver', -outstanding, id, $3, $4, $5, $6, $7 from owed
            returning id, fine_id, amount
        ), allocated as (
            insert into allocations (id, credit_entry_id, fine_id, amount)
            select $8, id, fine_id, -amount from entry
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            select $3, 'fine.waived', $4, fine_id, jsonb_build_object('loan_id', $1) from entry
        )
        select ",
        super::fine_json!(),
        " as fine from (select id, amount, 0 as outstanding from owed) waived join fines fine using (id)"
    ))
    .bind::<SqlUuid, _>(loan_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Nullable<SqlUuid>, _>(desk.desk_id)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(reason)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .get_result(conn)
    .optional()?;
    Ok(row.map(|row| row.fine.0))
}
