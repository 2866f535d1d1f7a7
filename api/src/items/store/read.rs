//! Reading items with everything they refer to, in one statement.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Int2, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::page::Slice;
use crate::platform::refs::{BranchRef, CodeRef, PatronRef};

/// An item with what it refers to.
#[derive(Debug, QueryableByName)]
pub(in crate::items) struct ItemRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub barcode: String,
    #[diesel(sql_type = Jsonb)]
    pub title: FromJson<TitleOfItem>,
    #[diesel(sql_type = Jsonb)]
    pub item_type: FromJson<CodeRef>,
    #[diesel(sql_type = Jsonb)]
    pub home_branch: FromJson<BranchRef>,
    #[diesel(sql_type = Jsonb)]
    pub current_branch: FromJson<BranchRef>,
    #[diesel(sql_type = Jsonb)]
    pub location: FromJson<CodeRef>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub collection: Option<FromJson<CodeRef>>,
    #[diesel(sql_type = Nullable<Text>)]
    pub call_number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub call_number_scheme: Option<String>,
    #[diesel(sql_type = Nullable<Bool>)]
    pub call_number_parsed: Option<bool>,
    #[diesel(sql_type = Nullable<Text>)]
    pub part: Option<String>,
    #[diesel(sql_type = Text)]
    pub status: String,
    #[diesel(sql_type = Timestamptz)]
    pub status_at: DateTime<Utc>,
    #[diesel(sql_type = Bool)]
    pub is_for_loan: bool,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub in_transit_to: Option<FromJson<BranchRef>>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub replacement_price: Option<i64>,
    #[diesel(sql_type = Int2)]
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
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub last_seen_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub loan: Option<FromJson<LoanOfItem>>,
    #[diesel(sql_type = Int4)]
    pub version: i32,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
}

/// The title of an item.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::items) struct TitleOfItem {
    pub id: Uuid,
    pub title: String,
    pub author: Option<String>,
    pub format: String,
}

/// The open loan of an item.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::items) struct LoanOfItem {
    pub id: Uuid,
    pub patron: PatronRef,
    pub due_at: DateTime<Utc>,
    pub due_on: NaiveDate,
}

/// Which items are wanted.
#[derive(Debug, Default)]
pub(in crate::items) struct Filter {
    pub barcode: Option<String>,
    pub title_id: Option<Uuid>,
    pub branch_id: Option<Uuid>,
    pub status: Option<String>,
}

/// Items with all they refer to, those that fit `$condition`.
macro_rules! items_where {
    ($condition:expr) => {
        concat!(
            "select item.id, item.barcode, item.call_number, item.call_number_scheme, item.call_number_parsed, item.part, item.status, item.status_at,
                item.is_for_loan, item.replacement_price, item.parts_count, item.missing_parts, item.check_out_message,
                item.check_in_message, item.public_note, item.staff_note, item.last_seen_at, item.version,
                item.created_at, item.updated_at,
                jsonb_build_object('id', title.id, 'title', title.title, 'author', title.author,
                    'format', title.format) as title,
                jsonb_build_object('id', kind.id, 'code', kind.code, 'name', kind.name) as item_type,
                jsonb_build_object('id', home.id, 'code', home.code, 'name', home.name) as home_branch,
                jsonb_build_object('id', here.id, 'code', here.code, 'name', here.name) as current_branch,
                jsonb_build_object('id', place.id, 'code', place.code, 'name', place.name) as location,
                case when shelf.id is not null then
                    jsonb_build_object('id', shelf.id, 'code', shelf.code, 'name', shelf.name) end as collection,
                case when goal.id is not null then
                    jsonb_build_object('id', goal.id, 'code', goal.code, 'name', goal.name) end as in_transit_to,
                case when loan.id is not null then
                    jsonb_build_object('id', loan.id, 'due_at', loan.due_at, 'due_on', loan.due_on,
                        'patron', jsonb_build_object('id', patron.id, 'name', patron.name,
                            'card_number', card.number)) end as loan
             from items item
             join titles title on title.id = item.title_id
             join item_types kind on kind.id = item.item_type_id
             join branches home on home.id = item.home_branch_id
             join branches here on here.id = item.current_branch_id
             join locations place on place.id = item.location_id
             left join collections shelf on shelf.id = item.collection_id
             left join branches goal on goal.id = item.in_transit_to_id
             left join loans loan on loan.item_id = item.id and loan.closed_at is null
             left join patrons patron on patron.id = loan.patron_id
             left join patron_cards card on card.patron_id = patron.id and card.state = 'active'
             where ",
            $condition
        )
    };
}

/// The item; none when there is no such item.
pub(in crate::items) fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<ItemRow>> {
    sql(items_where!("item.id = $1"))
        .bind::<SqlUuid, _>(id)
        .get_result(conn)
        .optional()
}

/// A page of items in the order of their barcodes.
pub(in crate::items) fn list(
    conn: &mut PgConnection,
    filter: &Filter,
    slice: &Slice<String>,
) -> QueryResult<Vec<ItemRow>> {
    let after = slice.after.as_deref().unwrap_or_default();
    // The barcode and the title each have an index, and a plan that does not know which is asked for uses neither.
    let statement = match (&filter.barcode, filter.title_id) {
        (Some(barcode), title_id) => sql(BY_BARCODE)
            .bind::<Text, _>(barcode)
            .bind::<Nullable<SqlUuid>, _>(title_id),
        (None, Some(title_id)) => sql(BY_TITLE).bind::<SqlUuid, _>(title_id),
        (None, None) => sql(BY_PLACE),
    };
    statement
        .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
        .bind::<Nullable<Text>, _>(filter.status.as_deref())
        .bind::<Text, _>(after)
        .bind::<BigInt, _>(slice.fetch())
        .load(conn)
}

const BY_BARCODE: &str = items_where!(
    "upper(item.barcode) = $1 and ($2::uuid is null or item.title_id = $2)
     and ($3::uuid is null or item.home_branch_id = $3) and ($4::text is null or item.status = $4)
     and upper(item.barcode) > $5
     order by upper(item.barcode) limit $6"
);

const BY_TITLE: &str = items_where!(
    "item.title_id = $1
     and ($2::uuid is null or item.home_branch_id = $2) and ($3::text is null or item.status = $3)
     and upper(item.barcode) > $4
     order by upper(item.barcode) limit $5"
);

const BY_PLACE: &str = items_where!(
    "($1::uuid is null or item.home_branch_id = $1) and ($2::text is null or item.status = $2)
     and upper(item.barcode) > $3
     order by upper(item.barcode) limit $4"
);
