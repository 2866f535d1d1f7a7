//! The statements of the ledger.

mod book;
mod charge;
mod entries;
mod merge;
mod opening;
mod told;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

pub use book::{Book, CreditBook, FineBook};
pub(super) use book::{
    book, book_with_credit, credit_book, fine_book, lock_owner_of_entry, lock_owner_of_fine, lock_patron,
};
pub(super) use charge::{charge, charge_overdue, waive_overdue};
pub(super) use entries::{NewAllocation, NewEntry, allocate, announce, enter, settle};
pub(super) use merge::{forget, hand_over};
pub(super) use opening::{charge_opening_balances, opening_balances};
pub(super) use told::{family, fines, statement, story};

pub(crate) use opening::MadeCharge;
pub(crate) use told::FineFilter;

use told::fine_json;

#[derive(QueryableByName)]
struct Balance {
    #[diesel(sql_type = BigInt)]
    balance: i64,
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
