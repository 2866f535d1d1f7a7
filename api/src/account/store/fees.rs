//! Fees that no loan gives rise to.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::Desk;

/// A patron without an account, which registering never leaves behind, fails on the fine's `account_id`.
pub(in crate::account) fn charge_card_fee(
    conn: &mut PgConnection,
    desk: &Desk,
    patron_id: Uuid,
    amount: i64,
) -> QueryResult<()> {
    sql("with fine as (
            insert into fines (id, account_id, kind, branch_id, charged_at)
            select $1, (select id from accounts where patron_id = $2 and merged_from_id is null), 'card', $3, $4
            returning id, account_id
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            select $4, 'fine.charged', $3, id, jsonb_build_object('patron_id', $2) from fine
        )
        insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id, desk_id, staff_id)
        select $5, account_id, 'charge', $6, id, $4, $3, $7, $8 from fine")
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(patron_id)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<BigInt, _>(amount)
    .bind::<Nullable<SqlUuid>, _>(desk.desk_id)
    .bind::<SqlUuid, _>(desk.staff_id)
    .execute(conn)?;
    Ok(())
}
