//! The password in the table `staff`.

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// Keeps the new hash and makes every token of the staff member useless for deeds; false when another change since
/// `token_version` has done so.
pub(super) fn set_own(conn: &mut PgConnection, staff_id: Uuid, token_version: i32, hash: &str) -> QueryResult<bool> {
    sql("update staff set password_hash = $1, token_version = token_version + 1
         where id = $2 and token_version = $3")
    .bind::<Text, _>(hash)
    .bind::<SqlUuid, _>(staff_id)
    .bind::<Integer, _>(token_version)
    .execute(conn)
    .map(|rows| rows == 1)
}
