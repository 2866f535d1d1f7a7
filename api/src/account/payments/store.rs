//! Receipts in the database.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Jsonb, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};

use super::receipt::{HandOver, Receipt};

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[derive(QueryableByName)]
struct ReceiptRow {
    #[diesel(sql_type = Jsonb)]
    receipt: FromJson<Receipt>,
}

/// Takes the branch's next number. Others who want one wait until this deed has ended.
pub(super) fn next_number(conn: &mut PgConnection, branch_id: Uuid) -> QueryResult<i64> {
    sql(
        "insert into branch_receipts as counter (branch_id, last_number) values ($1, 1)
         on conflict (branch_id) do update set last_number = counter.last_number + 1
         returning last_number as number",
    )
    .bind::<SqlUuid, _>(branch_id)
    .get_result(conn)
    .map(|row: Number| row.number)
}

/// Writes how the money of an entry changed hands.
pub(super) fn add(
    conn: &mut PgConnection,
    (entry_id, branch_id, number): (Uuid, Uuid, i64),
    hand_over: &HandOver,
) -> QueryResult<()> {
    sql(
        "insert into payments (entry_id, branch_id, receipt_number, method, tendered, change)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind::<SqlUuid, _>(entry_id)
    .bind::<SqlUuid, _>(branch_id)
    .bind::<BigInt, _>(number)
    .bind::<Text, _>(hand_over.method.as_str())
    .bind::<Nullable<BigInt>, _>(hand_over.tendered)
    .bind::<BigInt, _>(hand_over.change)
    .execute(conn)?;
    Ok(())
}

/// Counts a print. Tells whether there is such a receipt.
pub(super) fn count_print(conn: &mut PgConnection, entry_id: Uuid) -> QueryResult<bool> {
    let counted = sql("update payments set prints = prints + 1 where entry_id = $1")
        .bind::<SqlUuid, _>(entry_id)
        .execute(conn)?;
    Ok(counted > 0)
}

pub(super) fn receipt(conn: &mut PgConnection, entry_id: Uuid) -> QueryResult<Option<Receipt>> {
    let row: Option<ReceiptRow> = sql("with line as (
            -- What a payment settled when it was taken; what a refund gave back of its fine.
            select allocation.fine_id, allocation.amount
            from allocations allocation join ledger_entries entry on entry.id = allocation.credit_entry_id
            where entry.id = $1 and entry.kind = 'payment' and allocation.fine_id is not null
                and allocation.occasion_id = $1 and allocation.amount > 0
            union all
            select fine_id, amount from ledger_entries where id = $1 and kind = 'refund'
         )
         select jsonb_build_object(
            'id', entry.id, 'kind', entry.kind, 'receipt_number', payment.receipt_number, 'at', entry.entered_at,
            'method', payment.method, 'amount', abs(entry.amount), 'tendered', payment.tendered,
            'change', payment.change, 'prints', payment.prints, 'reason', entry.reason,
            'library', library.name, 'currency', library.currency, 'patron_id', account.patron_id,
            'branch', jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name),
            'branch_address', branch.address,
            'staff', case when staff.id is not null
                then jsonb_build_object('id', staff.id, 'name', staff.name) end,
            'voided_at', (select void.entered_at from ledger_entries void where void.undoes_id = entry.id),
            'balance_after', (
                select coalesce(sum(earlier.amount), 0) from ledger_entries earlier
                where earlier.seq <= entry.seq and earlier.account_id in (
                    select own.id from accounts own
                    where own.id = account.id or own.patron_id = account.patron_id)
            ),
            'lines', coalesce((
                select jsonb_agg(jsonb_build_object(
                    'fine_id', fine.id, 'kind', fine.kind, 'detail', fine.detail, 'amount', line.amount,
                    'title', (
                        select title.title from items item join titles title on title.id = item.title_id
                        where item.id = fine.item_id
                    ),
                    'fine_kind', (
                        select jsonb_build_object('id', own.id, 'code', own.code, 'name', own.name)
                        from fine_kinds own where own.id = fine.fine_kind_id
                    )
                ) order by fine.charged_at, fine.id)
                from line join fines fine on fine.id = line.fine_id
            ), '[]')
         ) as receipt
         from payments payment
         join ledger_entries entry on entry.id = payment.entry_id
         join accounts account on account.id = entry.account_id
         join branches branch on branch.id = payment.branch_id
         left join staff on staff.id = entry.staff_id
         cross join library
         where payment.entry_id = $1")
    .bind::<SqlUuid, _>(entry_id)
    .get_result(conn)
    .optional()?;
    Ok(row.map(|row| row.receipt.0))
}
