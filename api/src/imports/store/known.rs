//! What of a batch is there already.

use diesel::prelude::*;
use diesel::sql_types::{Array, Binary, Bool, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// A record that an import brought before.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct KnownRecord {
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    /// Whether its title was merged into that one.
    #[diesel(sql_type = Bool)]
    pub is_merged: bool,
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub control_number: Option<String>,
    #[diesel(sql_type = Binary)]
    pub content_hash: Vec<u8>,
}

/// An item with a barcode of the batch.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct KnownItem {
    #[diesel(sql_type = Text)]
    pub barcode: String,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
}

/// Records with one of these numbers of these sources, or without a number and of one of these contents. None of their
/// titles is merged until the transaction ends.
pub(in crate::imports) fn known_records(
    conn: &mut PgConnection,
    numbers: &[(String, String)],
    contents: &[Vec<u8>],
) -> QueryResult<Vec<KnownRecord>> {
    let sources: Vec<&str> = numbers.iter().map(|(source, _)| source.as_str()).collect();
    let numbers: Vec<&str> = numbers.iter().map(|(_, number)| number.as_str()).collect();
    sql("with known as materialized (
            select record.title_id, record.source, record.control_number, record.content_hash
            from unnest($1, $2) as asked (source, control_number)
            join title_records record on record.source = asked.source and record.control_number = asked.control_number
            union all
            select record.title_id, record.source, record.control_number, record.content_hash
            from title_records record where record.control_number is null and record.content_hash = any($3)
         )
         select coalesce(title.merged_into_id, title.id) as title_id, title.merged_into_id is not null as is_merged,
            known.source, known.control_number, known.content_hash
         from known join titles title on title.id = known.title_id
         order by title.id for share of title")
    .bind::<Array<Text>, _>(sources)
    .bind::<Array<Text>, _>(numbers)
    .bind::<Array<Binary>, _>(contents)
    .load(conn)
}

/// Items with one of these barcodes, which are in capitals.
pub(in crate::imports) fn known_items(conn: &mut PgConnection, barcodes: &[&str]) -> QueryResult<Vec<KnownItem>> {
    sql("select upper(item.barcode) as barcode, item.title_id from items item where upper(item.barcode) = any($1)")
        .bind::<Array<Text>, _>(barcodes)
        .load(conn)
}
