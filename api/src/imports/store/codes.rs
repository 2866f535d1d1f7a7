//! The library's codes: branches, item types, locations, collections.

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// A list of codes that an import may add to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::imports) enum CodeTable {
    ItemTypes,
    Collections,
}

/// A code of any of the lists.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct CodeRow {
    #[diesel(sql_type = Text)]
    pub list: String,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub code: String,
    /// Of a location alone.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub branch_id: Option<Uuid>,
}

#[derive(QueryableByName)]
pub(in crate::imports) struct CreatedRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
}

/// Every code there is.
pub(in crate::imports) fn codes(conn: &mut PgConnection) -> QueryResult<Vec<CodeRow>> {
    sql(
        "select 'branch' as list, id, code, null::uuid as branch_id from branches
         union all select 'item_type', id, code, null from item_types
         union all select 'collection', id, code, null from collections
         union all select 'location', id, code, branch_id from locations",
    )
    .load(conn)
}

/// Adds codes that are not there yet; tells which.
pub(in crate::imports) fn create_codes(
    conn: &mut PgConnection,
    table: CodeTable,
    codes: &[(Uuid, String, String)],
) -> QueryResult<Vec<CreatedRow>> {
    let text = match table {
        CodeTable::ItemTypes => {
            "insert into item_types (id, code, name) select * from unnest($1, $2, $3)
             on conflict on constraint item_types_code_key do nothing returning id"
        }
        CodeTable::Collections => {
            "insert into collections (id, code, name) select * from unnest($1, $2, $3)
             on conflict on constraint collections_code_key do nothing returning id"
        }
    };
    let ids: Vec<Uuid> = codes.iter().map(|(id, _, _)| *id).collect();
    let words: Vec<&str> = codes.iter().map(|(_, code, _)| code.as_str()).collect();
    let names: Vec<&str> = codes.iter().map(|(_, _, name)| name.as_str()).collect();
    sql(text)
        .bind::<Array<SqlUuid>, _>(ids)
        .bind::<Array<Text>, _>(words)
        .bind::<Array<Text>, _>(names)
        .load(conn)
}

/// Adds locations that are not there yet: (id, branch, code, name).
pub(in crate::imports) fn create_locations(
    conn: &mut PgConnection,
    locations: &[(Uuid, Uuid, String, String)],
) -> QueryResult<Vec<CreatedRow>> {
    let ids: Vec<Uuid> = locations.iter().map(|(id, ..)| *id).collect();
    let branches: Vec<Uuid> = locations.iter().map(|(_, branch, ..)| *branch).collect();
    let codes: Vec<&str> = locations.iter().map(|(_, _, code, _)| code.as_str()).collect();
    let names: Vec<&str> = locations.iter().map(|(.., name)| name.as_str()).collect();
    sql(
        "insert into locations (id, branch_id, code, name) select * from unnest($1, $2, $3, $4)
         on conflict on constraint locations_code_key do nothing returning id",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<SqlUuid>, _>(branches)
    .bind::<Array<Text>, _>(codes)
    .bind::<Array<Text>, _>(names)
    .load(conn)
}

/// A branch by its code.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct BranchCode {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Bool)]
    pub is_active: bool,
    #[diesel(sql_type = Text)]
    pub zone: String,
}

/// Every branch, also those that were closed down.
pub(in crate::imports) fn branch_codes(conn: &mut PgConnection) -> QueryResult<Vec<BranchCode>> {
    sql("select id, code, is_active, zone from branches").load(conn)
}
