//! The keys that put items in the order of their shelf.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Int2, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::items::shelving::Shelving;
use crate::platform::db::sql;

/// What a key is made from.
#[derive(Debug, QueryableByName)]
pub(in crate::items) struct CallNumber {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    pub call_number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub call_number_scheme: Option<String>,
}

/// Locks at most so many items whose keys are of another version, those that nobody holds.
pub(in crate::items) fn lock_of_other_versions(
    conn: &mut PgConnection,
    version: i16,
    at_most: i64,
) -> QueryResult<Vec<CallNumber>> {
    // Two ranges, since no index finds what differs.
    sql("select id, call_number, call_number_scheme from items
         where shelf_key_version < $1 or shelf_key_version > $1
         limit $2 for no key update skip locked")
    .bind::<Int2, _>(version)
    .bind::<BigInt, _>(at_most)
    .load(conn)
}

/// Writes the keys of locked items.
pub(in crate::items) fn set_shelf_keys(conn: &mut PgConnection, keys: &[(Uuid, Shelving)]) -> QueryResult<usize> {
    let ids: Vec<Uuid> = keys.iter().map(|(id, _)| *id).collect();
    let texts: Vec<&str> = keys.iter().map(|(_, shelving)| shelving.key.as_str()).collect();
    let versions: Vec<i16> = keys.iter().map(|(_, shelving)| shelving.version).collect();
    let parsed: Vec<Option<bool>> = keys.iter().map(|(_, shelving)| shelving.is_parsed).collect();
    sql(
        "update items set shelf_key = new.key, shelf_key_version = new.version, call_number_parsed = new.is_parsed
         from unnest($1, $2, $3, $4) as new (id, key, version, is_parsed) where items.id = new.id",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<Text>, _>(texts)
    .bind::<Array<Int2>, _>(versions)
    .bind::<Array<Nullable<Bool>>, _>(parsed)
    .execute(conn)
}
