//! An account that gets another owner.

use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use uuid::Uuid;

use crate::platform::db::sql;

/// The accounts of the one are the other's from now on, beside that one's own. No entry changes.
pub(in crate::account) fn hand_over(conn: &mut PgConnection, from_id: Uuid, to_id: Uuid) -> QueryResult<()> {
    sql("update accounts set patron_id = $2, merged_from_id = coalesce(merged_from_id, $1) where patron_id = $1")
        .bind::<SqlUuid, _>(from_id)
        .bind::<SqlUuid, _>(to_id)
        .execute(conn)?;
    Ok(())
}

/// What a settled account says about loans, items and reasons, it says no longer.
pub(in crate::account) fn forget(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<()> {
    sql("with words as (
            update ledger_entries entry set reason = null
            from accounts account
            where account.patron_id = $1 and entry.account_id = account.id and entry.reason is not null
        )
        update fines fine set loan_id = null, item_id = null, detail = null, external_id = null,
            external_source = ''
        from accounts account where account.patron_id = $1 and fine.account_id = account.id")
    .bind::<SqlUuid, _>(patron_id)
    .execute(conn)?;
    Ok(())
}
