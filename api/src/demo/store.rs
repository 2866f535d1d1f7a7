//! Rows for the tables of the demo library.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Jsonb};
use serde_json::Value;

use crate::platform::db::sql;

#[derive(QueryableByName)]
struct Emptiness {
    #[diesel(sql_type = Bool)]
    is_empty: bool,
}

/// Lets only one demo library be loaded at a time; readers are not hindered.
pub(super) fn keep_others_out(conn: &mut PgConnection) -> QueryResult<()> {
    conn.batch_execute("lock table branches, patrons, staff, titles in share row exclusive mode")
}

/// Whether nobody has begun to use the library.
pub(super) fn is_empty(conn: &mut PgConnection) -> QueryResult<bool> {
    sql(
        "select not exists (select from branches) and not exists (select from patrons)
            and not exists (select from staff) and not exists (select from titles) as is_empty",
    )
    .get_result(conn)
    .map(|row: Emptiness| row.is_empty)
}

/// Inserts rows in their order, in one statement. Each is an object of the same columns; the table's own types read
/// them. Table and columns come from this area's code, never from outside.
#[expect(
    clippy::disallowed_methods,
    reason = "the columns differ from table to table, and each is asked once"
)]
pub(super) fn fill(conn: &mut PgConnection, table: &str, rows: Vec<Value>) -> QueryResult<usize> {
    let Some(Value::Object(first)) = rows.first() else {
        return Ok(0);
    };
    let columns = first.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    diesel::sql_query(format!(
        "insert into {table} ({columns}) select {columns} from jsonb_populate_recordset(null::{table}, $1)"
    ))
    .bind::<Jsonb, _>(Value::Array(rows))
    .execute(conn)
}

/// Writes the settings of the library, whose row is always there.
pub(super) fn set_library(conn: &mut PgConnection, settings: Value) -> QueryResult<usize> {
    sql(
        "update library set (name, currency, currency_exponent, default_language, updated_at) =
            (select name, currency, currency_exponent, default_language, updated_at
             from jsonb_populate_record(null::library, $1))",
    )
    .bind::<Jsonb, _>(settings)
    .execute(conn)
}
