//! The file of an import, piece by piece.

use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::import_chunks;

/// Keeps the next piece.
pub(in crate::imports) fn add_chunk(
    conn: &mut PgConnection,
    import_id: Uuid,
    number: i32,
    bytes: &[u8],
) -> QueryResult<usize> {
    diesel::insert_into(import_chunks::table)
        .values((
            import_chunks::import_id.eq(import_id),
            import_chunks::number.eq(number),
            import_chunks::bytes.eq(bytes),
        ))
        .execute(conn)
}

/// A piece; none after the last.
pub(in crate::imports) fn chunk(conn: &mut PgConnection, import_id: Uuid, number: i32) -> QueryResult<Option<Vec<u8>>> {
    import_chunks::table
        .find((import_id, number))
        .select(import_chunks::bytes)
        .first(conn)
        .optional()
}
