//! Items and their titles, as an import of many finds and writes them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Json, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::platform::db::sql;

/// All that an import may say of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, QueryableByName, Serialize)]
pub(in crate::imports) struct ItemRecord {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    /// In capitals.
    #[diesel(sql_type = Text)]
    pub barcode: String,
    #[diesel(sql_type = SqlUuid)]
    pub item_type_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub home_branch_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub location_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub collection_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub call_number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub call_number_scheme: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub part: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub replacement_price: Option<i64>,
    #[diesel(sql_type = SmallInt)]
    pub parts_count: i16,
    #[diesel(sql_type = Nullable<Text>)]
    pub missing_parts: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub check_out_message: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub check_in_message: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub public_note: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub staff_note: Option<String>,
    #[diesel(sql_type = Text)]
    pub status: String,
}

/// An item with what is derived from its call number.
#[derive(Debug, Serialize)]
pub(in crate::imports) struct ItemWrite<'a> {
    #[serde(flatten)]
    pub item: &'a ItemRecord,
    pub shelf_key: String,
    pub shelf_key_version: i16,
    pub call_number_parsed: Option<bool>,
}

/// A title that has the name or number asked for.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct FoundTitle {
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub author: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
}

#[derive(QueryableByName)]
struct Kept {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    kept_id: Uuid,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

impl ItemRecord {
    /// For the audit: of what people write only whether there is any.
    pub(in crate::imports) fn told(&self) -> Value {
        let mut told = json!(self);
        for text in ["missing_parts", "check_out_message", "check_in_message", "public_note"] {
            told[text] = json!(!told[text].is_null());
        }
        if let Some(fields) = told.as_object_mut() {
            fields.remove("staff_note");
        }
        told
    }
}

/// The columns that an import may say, with `$before` and `$after` around them.
macro_rules! columns {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "title_id, item_type_id, home_branch_id, location_id, collection_id, call_number, call_number_scheme, part,
             replacement_price, parts_count, missing_parts, check_out_message, check_in_message, public_note, staff_note,
             status",
            $after
        )
    };
}

/// The same with their types and what is derived, as rows of JSON.
macro_rules! rows {
    () => {
        "json_to_recordset($1) as given (
            id uuid, title_id uuid, barcode text, item_type_id uuid, home_branch_id uuid, location_id uuid,
            collection_id uuid, call_number text, call_number_scheme text, part text, replacement_price bigint,
            parts_count smallint, missing_parts text, check_out_message text, check_in_message text, public_note text,
            staff_note text, status text, shelf_key text, shelf_key_version smallint, call_number_parsed boolean)"
    };
}

/// Locks the items of these barcodes, which are in capitals, and reads them as they are then.
pub(in crate::imports) fn lock_items(conn: &mut PgConnection, barcodes: &[&str]) -> QueryResult<Vec<ItemRecord>> {
    sql(columns!(
        "select id, upper(barcode) as barcode, ",
        " from items where upper(barcode) = any($1) order by id for no key update"
    ))
    .bind::<Array<Text>, _>(barcodes)
    .load(conn)
}

/// Those of the items that somebody has. Ask after [`lock_items`].
pub(in crate::imports) fn on_loan(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<HashSet<Uuid>> {
    let rows: Vec<Id> = sql("select item_id as id from loans where item_id = any($1) and closed_at is null")
        .bind::<Array<SqlUuid>, _>(ids)
        .load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Those of the titles that there are, each with the one that took over its copies, else itself. Neither these nor what the
/// functions below find is merged until the transaction ends.
pub(in crate::imports) fn titles_that_are(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Uuid>> {
    let rows: Vec<Kept> = sql("select id, coalesce(merged_into_id, id) as kept_id from titles
         where id = any($1) order by id for share")
    .bind::<Array<SqlUuid>, _>(ids)
    .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row.kept_id)).collect())
}

/// The titles of these ISBNs, the oldest first.
pub(in crate::imports) fn titles_of_isbns(conn: &mut PgConnection, isbns: &[&str]) -> QueryResult<Vec<FoundTitle>> {
    sql("select asked.isbn as name, null as author, title.id as title_id
         from (select distinct isbn from unnest($1) as given (isbn)) asked
         join titles title on title.isbns @> array[asked.isbn] and title.merged_into_id is null
         order by title.id for share of title")
    .bind::<Array<Text>, _>(isbns)
    .load(conn)
}

/// The titles of these names, the oldest first; where no author is asked for, of any.
pub(in crate::imports) fn titles_named(
    conn: &mut PgConnection,
    names: &[(&str, Option<&str>)],
) -> QueryResult<Vec<FoundTitle>> {
    sql("select asked.name, asked.author, title.id as title_id
         from (select distinct name, author from unnest($1, $2) as given (name, author)) asked
         join titles title on fold_text(title.title) = fold_text(asked.name)
            and (asked.author is null or fold_text(coalesce(title.author, '')) = fold_text(asked.author))
            and title.merged_into_id is null
         order by title.id for share of title")
    .bind::<Array<Text>, _>(names.iter().map(|(name, _)| *name).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(names.iter().map(|(_, author)| *author).collect::<Vec<_>>())
    .load(conn)
}

/// Adds items, which are at their home branches.
pub(in crate::imports) fn add_items(
    conn: &mut PgConnection,
    items: &[ItemWrite<'_>],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql(concat!(
        columns!(
            "insert into items (id, barcode, current_branch_id, status_at, created_at, updated_at, shelf_key, shelf_key_version,
                call_number_parsed, ",
            ")"
        ),
        columns!(
            " select id, barcode, home_branch_id, $2, $2, $2, shelf_key, shelf_key_version, call_number_parsed, ",
            " from "
        ),
        rows!()
    ))
    .bind::<Json, _>(as_json(items)?)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// Changes items to what the rows say. A status that changes has its time, and what was under way has arrived at home.
pub(in crate::imports) fn update_items(
    conn: &mut PgConnection,
    items: &[ItemWrite<'_>],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql(concat!(
        columns!(
            "update items set version = version + 1, updated_at = $2,
                status_at = case when items.status = given.status then items.status_at else $2 end,
                current_branch_id = case when items.status = 'in_transit' and given.status <> 'in_transit'
                    then given.home_branch_id else items.current_branch_id end,
                in_transit_to_id = case when given.status = 'in_transit' then items.in_transit_to_id end,
                shelf_key = given.shelf_key, shelf_key_version = given.shelf_key_version,
                call_number_parsed = given.call_number_parsed, (",
            ")"
        ),
        columns!(" = (select ", " from (select given.*) as one) from "),
        rows!(),
        " where items.id = given.id"
    ))
    .bind::<Json, _>(as_json(items)?)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

fn as_json(items: &[ItemWrite<'_>]) -> QueryResult<Value> {
    serde_json::to_value(items).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}
