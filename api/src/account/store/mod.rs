//! The statements of the ledger.

mod fees;
mod merge;
mod opening;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::desk::Desk;

pub(super) use fees::charge_card_fee;
pub(super) use merge::{forget, hand_over};
pub(super) use opening::{charge_opening_balances, opening_balances};

pub(crate) use opening::MadeCharge;

use super::ledger::{Charge, Fine};
use super::read::{Entry, Statement};

#[derive(QueryableByName)]
struct Balance {
    #[diesel(sql_type = BigInt)]
    balance: i64,
}

#[derive(QueryableByName)]
struct FineRow {
    #[diesel(sql_type = Jsonb)]
    fine: FromJson<Fine>,
}

#[derive(QueryableByName)]
struct StatementRow {
    #[diesel(sql_type = BigInt)]
    balance: i64,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Jsonb)]
    fines: FromJson<Vec<Fine>>,
    #[diesel(sql_type = Jsonb)]
    entries: FromJson<Vec<Entry>>,
}

/// A fine with its references, as [`Fine`] reads it. Wants `fine` (a row of `fines`), `amount` and `outstanding`.
macro_rules! fine_json {
    () => {
        "jsonb_build_object(
            'id', fine.id, 'kind', fine.kind, 'amount', amount, 'outstanding', outstanding, 'loan_id', fine.loan_id,
            'charged_at', fine.charged_at, 'detail', fine.detail,
            'branch', (
                select jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name)
                from branches branch where branch.id = fine.branch_id
            ),
            'item', (
                select jsonb_build_object('id', item.id, 'barcode', item.barcode, 'call_number', item.call_number,
                    'part', item.part,
                    'title', jsonb_build_object('id', title.id, 'title', title.title, 'author', title.author))
                from items item join titles title on title.id = item.title_id where item.id = fine.item_id
            )
        )"
    };
}

pub(super) fn open_account(conn: &mut PgConnection, patron_id: Uuid, now: DateTime<Utc>) -> QueryResult<()> {
    sql("insert into accounts (id, patron_id, created_at) values ($1, $2, $3)")
        .bind::<SqlUuid, _>(Uuid::now_v7())
        .bind::<SqlUuid, _>(patron_id)
        .bind::<Timestamptz, _>(now)
        .execute(conn)?;
    Ok(())
}

pub(super) fn balance(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<i64> {
    sql("select coalesce(sum(entry.amount), 0)::bigint as balance
         from accounts account join ledger_entries entry on entry.account_id = account.id
         where account.patron_id = $1")
    .bind::<SqlUuid, _>(patron_id)
    .get_result(conn)
    .map(|row: Balance| row.balance)
}

/// A patron without an account, which registering never leaves behind, fails on the fine's `account_id`.
pub(super) fn charge_overdue(conn: &mut PgConnection, desk: &Desk, charge: &Charge) -> QueryResult<Option<Fine>> {
    let row: Option<FineRow> = sql(concat!(
        "with stands as (
            select amount, outstanding from fine_amounts where loan_id = $1 and kind = 'overdue'
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
                $8 - coalesce(stands.amount, 0), fine.id, $6, $10, $11, $12
            from fine left join stands on true
            where $8 <> coalesce(stands.amount, 0)
            returning kind
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            select $6, case entry.kind when 'charge' then 'fine.charged' else 'fine.adjusted' end, $10, fine.id,
                jsonb_build_object('patron_id', $3, 'loan_id', $1)
            from entry, fine
        )
        select ",
        fine_json!(),
        " as fine from fine cross join lateral (
            select $8 as amount, greatest($8 - coalesce((
                select sum(allocation.amount) from allocations allocation where allocation.fine_id = fine.id
            ), 0), 0)::bigint as outstanding
        ) now_stands"
    ))
    .bind::<SqlUuid, _>(charge.loan_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(charge.patron_id)
    .bind::<SqlUuid, _>(charge.item_id)
    .bind::<SqlUuid, _>(charge.branch_id)
    .bind::<Timestamptz, _>(desk.now)
    .bind::<Nullable<Text>, _>(charge.detail.as_deref())
    .bind::<BigInt, _>(charge.amount)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Nullable<SqlUuid>, _>(desk.desk_id)
    .bind::<SqlUuid, _>(desk.staff_id)
    .get_result(conn)
    .optional()?;
    Ok(row.map(|row| row.fine.0))
}

pub(super) fn waive_overdue(
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
        fine_json!(),
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

/// The account as one moment shows it. The window runs over the account's index alone; only the entries of the page
/// are read.
pub(super) fn statement(
    conn: &mut PgConnection,
    patron_id: Uuid,
    after: Option<i64>,
    fetch: i64,
) -> QueryResult<Statement> {
    let row: StatementRow = sql(concat!(
        "with account as (
            select account.id from accounts account where account.patron_id = $1
        ), running as (
            select entry.seq, sum(entry.amount) over (order by entry.seq)::bigint as balance_after
            from account join ledger_entries entry on entry.account_id = account.id
        ), page as (
            select entry.*, running.balance_after
            from (
                select * from running where $2::bigint is null or seq < $2 order by seq desc limit $3
            ) running
            cross join account
            join ledger_entries entry on entry.account_id = account.id and entry.seq = running.seq
        )
        select
            library.currency,
            coalesce((select balance_after from running order by seq desc limit 1), 0) as balance,
            coalesce((
                select jsonb_agg(",
        fine_json!(),
        " order by fine.charged_at desc, fine.id desc)
                from account
                join fine_amounts amounts on amounts.account_id = account.id
                join fines fine on fine.id = amounts.id
                where amounts.outstanding > 0 or fine.id in (select fine_id from page)
            ), '[]') as fines,
            coalesce((
                select jsonb_agg(jsonb_build_object(
                    'id', page.id, 'seq', page.seq, 'kind', page.kind, 'amount', page.amount,
                    'fine_id', page.fine_id, 'at', page.entered_at, 'reason', page.reason,
                    'balance_after', page.balance_after,
                    'branch', jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name),
                    'staff', case when staff.id is not null
                        then jsonb_build_object('id', staff.id, 'name', staff.name) end
                ) order by page.seq desc)
                from page
                join branches branch on branch.id = page.branch_id
                left join staff on staff.id = page.staff_id
            ), '[]') as entries
        from patrons cross join library
        where patrons.id = $1"
    ))
    .bind::<SqlUuid, _>(patron_id)
    .bind::<Nullable<BigInt>, _>(after)
    .bind::<BigInt, _>(fetch)
    .get_result(conn)?;
    Ok(Statement {
        balance: row.balance,
        currency: row.currency,
        fines: row.fines.0,
        entries: row.entries.0,
    })
}
