//! The account as it is read.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Jsonb, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};

use crate::account::ledger::ToldFine;
use crate::account::read::{Entry, Statement};

#[derive(QueryableByName)]
struct StatementRow {
    #[diesel(sql_type = BigInt)]
    balance: i64,
    #[diesel(sql_type = BigInt)]
    credit: i64,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Jsonb)]
    fines: FromJson<Vec<ToldFine>>,
    #[diesel(sql_type = Jsonb)]
    entries: FromJson<Vec<Entry>>,
}

/// The account as one moment shows it. The window runs over the account's index alone; only the entries of the page
/// are read.
pub(in crate::account) fn statement(
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
                select sum(credit.unused) from account join credit_amounts credit on credit.account_id = account.id
                where credit.kind = 'payment'
            ), 0)::bigint as credit,
            coalesce((
                select jsonb_agg(",
        super::told_fine_json!(),
        " order by fine.charged_at desc, fine.id desc)
                from account
                join fine_amounts amounts on amounts.account_id = account.id
                join fines fine on fine.id = amounts.id
                where amounts.outstanding > 0 or fine.id in (select fine_id from page)
            ), '[]') as fines,
            coalesce((
                select jsonb_agg(jsonb_build_object(
                    'id', page.id, 'seq', page.seq, 'kind', page.kind, 'amount', page.amount,
                    'fine_id', page.fine_id, 'at', page.entered_at, 'reason', page.reason, 'balance_after', page.balance_after,
                    'branch', jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name),
                    'staff', case when staff.id is not null
                        then jsonb_build_object('id', staff.id, 'name', staff.name) end,
                    'payment', case when payment.entry_id is not null then jsonb_build_object(
                        'method', payment.method, 'receipt_number', payment.receipt_number) end,
                    'undoes_id', page.undoes_id, 'is_void', exists (select from ledger_entries void where void.undoes_id = page.id)
                ) order by page.seq desc)
                from page
                join branches branch on branch.id = page.branch_id
                left join staff on staff.id = page.staff_id
                left join payments payment on payment.entry_id = page.id
            ), '[]') as entries
        from patrons cross join library
        where patrons.id = $1"
    ))
    .bind::<SqlUuid, _>(patron_id)
    .bind::<Nullable<BigInt>, _>(after)
    .bind::<BigInt, _>(fetch)
    .get_result(conn)?;
    Ok(row.into())
}

impl From<StatementRow> for Statement {
    fn from(row: StatementRow) -> Self {
        Self {
            balance: row.balance,
            credit: row.credit,
            currency: row.currency,
            fines: row.fines.0,
            entries: row.entries.0,
        }
    }
}
