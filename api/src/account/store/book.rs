//! What stands open on an account, read after its patron was locked.

use carrel_rules::account::{Part, Settled};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Jsonb, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};

/// What a patron owes and has as credit.
#[derive(Debug, QueryableByName)]
pub struct Book {
    /// The account that new entries go to.
    #[diesel(sql_type = SqlUuid)]
    pub account_id: Uuid,
    /// The sum of all entries.
    #[diesel(sql_type = BigInt)]
    pub balance: i64,
    /// Fines with what is owed of them, the oldest first.
    #[diesel(sql_type = Jsonb)]
    pub debts: FromJson<Vec<Part>>,
    /// Payments with what of them settles nothing, the oldest first.
    #[diesel(sql_type = Jsonb)]
    pub credits: FromJson<Vec<Part>>,
}

/// A fine and who settled how much of it.
#[derive(Debug, QueryableByName)]
pub struct FineBook {
    /// The fine.
    #[diesel(sql_type = SqlUuid)]
    pub fine_id: Uuid,
    /// Who owes it.
    #[diesel(sql_type = SqlUuid)]
    pub patron_id: Uuid,
    /// On which account.
    #[diesel(sql_type = SqlUuid)]
    pub account_id: Uuid,
    /// What it is for.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// The loan it comes from.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub loan_id: Option<Uuid>,
    /// What was charged, adjustments included.
    #[diesel(sql_type = BigInt)]
    pub amount: i64,
    /// What is still owed.
    #[diesel(sql_type = BigInt)]
    pub outstanding: i64,
    /// The credits, the oldest first.
    #[diesel(sql_type = Jsonb)]
    pub settled: FromJson<Vec<Settled>>,
}

/// A credit and what it settled.
#[derive(Debug, QueryableByName)]
pub struct CreditBook {
    /// The entry.
    #[diesel(sql_type = SqlUuid)]
    pub entry_id: Uuid,
    /// Whose it is.
    #[diesel(sql_type = SqlUuid)]
    pub patron_id: Uuid,
    /// On which account.
    #[diesel(sql_type = SqlUuid)]
    pub account_id: Uuid,
    /// Its kind.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// The fine it names.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub fine_id: Option<Uuid>,
    /// More than nothing.
    #[diesel(sql_type = BigInt)]
    pub amount: i64,
    /// Whether it was undone.
    #[diesel(sql_type = Bool)]
    pub is_void: bool,
    /// What of it was given back or paid out.
    #[diesel(sql_type = BigInt)]
    pub given_back: i64,
    /// What it settles, fine by fine.
    #[diesel(sql_type = Jsonb)]
    pub settled: FromJson<Vec<Part>>,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// The account of $1, with its open fines and its credit.
macro_rules! book {
    ($condition:literal) => {
        concat!(
            "with credit as (
                select credit.id, credit.unused, credit.seq
                from accounts account join credit_amounts credit on credit.account_id = account.id
                where account.patron_id = $1 and credit.kind = 'payment' and credit.unused > 0
             )
             select account.id as account_id,
                coalesce((
                    select sum(entry.amount) from accounts own join ledger_entries entry on entry.account_id = own.id
                    where own.patron_id = $1
                ), 0)::bigint as balance,
                coalesce((
                    select jsonb_agg(jsonb_build_object('id', amounts.id, 'amount', amounts.outstanding)
                        order by fine.charged_at, fine.id)
                    from accounts own
                    join fine_amounts amounts on amounts.account_id = own.id and amounts.outstanding > 0
                    join fines fine on fine.id = amounts.id
                    where own.patron_id = $1
                ), '[]') as debts,
                coalesce((
                    select jsonb_agg(jsonb_build_object('id', id, 'amount', unused) order by seq) from credit
                ), '[]') as credits
             from accounts account
             where account.patron_id = $1 and account.merged_from_id is null",
            $condition
        )
    };
}

pub(in crate::account) fn book(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<Option<Book>> {
    sql(book!("")).bind::<SqlUuid, _>(patron_id).get_result(conn).optional()
}

/// The same, where there is credit; else nothing.
pub(in crate::account) fn book_with_credit(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<Option<Book>> {
    sql(book!(" and exists (select from credit)"))
        .bind::<SqlUuid, _>(patron_id)
        .get_result(conn)
        .optional()
}

pub(in crate::account) fn fine_book(conn: &mut PgConnection, fine_id: Uuid) -> QueryResult<Option<FineBook>> {
    sql(
        "select fine.id as fine_id, account.patron_id, account.id as account_id, fine.kind, fine.loan_id,
            amounts.amount, amounts.outstanding,
            coalesce((
                select jsonb_agg(jsonb_build_object('credit', id, 'kind', kind, 'amount', amount) order by seq)
                from (
                    select credit.id, credit.kind, credit.seq, sum(allocation.amount)::bigint as amount
                    from allocations allocation join ledger_entries credit on credit.id = allocation.credit_entry_id
                    where allocation.fine_id = fine.id
                    group by credit.id
                    having sum(allocation.amount) > 0
                ) settled
            ), '[]') as settled
         from fines fine
         join accounts account on account.id = fine.account_id
         join fine_amounts amounts on amounts.id = fine.id
         where fine.id = $1 and account.patron_id is not null",
    )
    .bind::<SqlUuid, _>(fine_id)
    .get_result(conn)
    .optional()
}

pub(in crate::account) fn credit_book(conn: &mut PgConnection, entry_id: Uuid) -> QueryResult<Option<CreditBook>> {
    sql(
        "select entry.id as entry_id, account.patron_id, account.id as account_id, entry.kind, entry.fine_id,
            -entry.amount as amount,
            exists (select from ledger_entries void where void.undoes_id = entry.id) as is_void,
            coalesce((
                select sum(allocation.amount) from allocations allocation
                where allocation.credit_entry_id = entry.id and allocation.debit_entry_id is not null
            ), 0)::bigint as given_back,
            coalesce((
                select jsonb_agg(jsonb_build_object('id', fine_id, 'amount', amount))
                from (
                    select allocation.fine_id, sum(allocation.amount)::bigint as amount
                    from allocations allocation
                    where allocation.credit_entry_id = entry.id and allocation.fine_id is not null
                    group by allocation.fine_id
                    having sum(allocation.amount) > 0
                ) settled
            ), '[]') as settled
         from ledger_entries entry join accounts account on account.id = entry.account_id
         where entry.id = $1 and entry.kind in ('payment', 'waiver', 'write_off') and account.patron_id is not null",
    )
    .bind::<SqlUuid, _>(entry_id)
    .get_result(conn)
    .optional()
}

pub(in crate::account) fn lock_patron(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<bool> {
    let locked: Option<Id> = sql("select id from patrons where id = $1 for no key update")
        .bind::<SqlUuid, _>(patron_id)
        .get_result(conn)
        .optional()?;
    Ok(locked.is_some())
}

pub(in crate::account) fn lock_owner_of_fine(conn: &mut PgConnection, fine_id: Uuid) -> QueryResult<Option<Uuid>> {
    owner(
        sql("select id from patrons where id = (
            select account.patron_id from fines fine join accounts account on account.id = fine.account_id
            where fine.id = $1
         ) for no key update")
        .bind::<SqlUuid, _>(fine_id)
        .get_result(conn),
    )
}

pub(in crate::account) fn lock_owner_of_entry(conn: &mut PgConnection, entry_id: Uuid) -> QueryResult<Option<Uuid>> {
    owner(
        sql("select id from patrons where id = (
            select account.patron_id from ledger_entries entry join accounts account on account.id = entry.account_id
            where entry.id = $1
         ) for no key update")
        .bind::<SqlUuid, _>(entry_id)
        .get_result(conn),
    )
}

fn owner(locked: QueryResult<Id>) -> QueryResult<Option<Uuid>> {
    Ok(locked.optional()?.map(|row| row.id))
}
