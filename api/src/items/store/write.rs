//! Adding and changing items.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::items::shelving::Shelving;
use crate::schema::{items, loans, titles};

/// Free text in the audit: whether there is any. People write names into it, and the audit is never rewritten.
fn is_written<S: Serializer>(text: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(text.is_some())
}

/// An item to be added.
#[derive(Clone, Debug, Insertable, Serialize)]
#[diesel(table_name = items)]
pub(in crate::items) struct NewItem {
    pub barcode: String,
    pub item_type_id: Uuid,
    pub home_branch_id: Uuid,
    pub location_id: Uuid,
    pub collection_id: Option<Uuid>,
    pub call_number: Option<String>,
    pub call_number_scheme: Option<&'static str>,
    pub part: Option<String>,
    pub replacement_price: Option<i64>,
    pub parts_count: i16,
    #[serde(serialize_with = "is_written")]
    pub missing_parts: Option<String>,
    #[serde(serialize_with = "is_written")]
    pub check_out_message: Option<String>,
    #[serde(serialize_with = "is_written")]
    pub check_in_message: Option<String>,
    #[serde(serialize_with = "is_written")]
    pub public_note: Option<String>,
    #[serde(skip)]
    pub staff_note: Option<String>,
    pub status: &'static str,
    pub is_for_loan: bool,
}

/// What a change rests on. What staff write about people is left out of the audit.
#[derive(Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = items)]
pub(in crate::items) struct ItemState {
    pub title_id: Uuid,
    pub barcode: String,
    pub item_type_id: Uuid,
    pub home_branch_id: Uuid,
    pub location_id: Uuid,
    pub collection_id: Option<Uuid>,
    pub call_number: Option<String>,
    pub call_number_scheme: Option<String>,
    pub part: Option<String>,
    pub replacement_price: Option<i64>,
    pub parts_count: i16,
    #[serde(serialize_with = "is_written")]
    pub missing_parts: Option<String>,
    #[serde(serialize_with = "is_written")]
    pub check_out_message: Option<String>,
    #[serde(serialize_with = "is_written")]
    pub check_in_message: Option<String>,
    #[serde(serialize_with = "is_written")]
    pub public_note: Option<String>,
    pub status: String,
    pub is_for_loan: bool,
    pub current_branch_id: Uuid,
    pub in_transit_to_id: Option<Uuid>,
    #[serde(skip)]
    pub version: i32,
}

/// What to change; `None` keeps, `Some(None)` clears.
#[derive(Clone, Debug, Default, AsChangeset)]
#[diesel(table_name = items)]
pub(in crate::items) struct ItemUpdate {
    pub title_id: Option<Uuid>,
    pub barcode: Option<String>,
    pub item_type_id: Option<Uuid>,
    pub home_branch_id: Option<Uuid>,
    pub location_id: Option<Uuid>,
    pub collection_id: Option<Option<Uuid>>,
    pub call_number: Option<Option<String>>,
    pub call_number_scheme: Option<Option<&'static str>>,
    pub part: Option<Option<String>>,
    pub replacement_price: Option<Option<i64>>,
    pub parts_count: Option<i16>,
    pub missing_parts: Option<Option<String>>,
    pub check_out_message: Option<Option<String>>,
    pub check_in_message: Option<Option<String>>,
    pub public_note: Option<Option<String>>,
    pub staff_note: Option<Option<String>>,
    pub status: Option<&'static str>,
    pub is_for_loan: Option<bool>,
    pub status_at: Option<DateTime<Utc>>,
    pub current_branch_id: Option<Uuid>,
    pub in_transit_to_id: Option<Option<Uuid>>,
}

/// Adds the item, which is at its home branch.
pub(in crate::items) fn insert(
    conn: &mut PgConnection,
    (id, title_id): (Uuid, Uuid),
    item: &NewItem,
    shelving: &Shelving,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    diesel::insert_into(items::table)
        .values((
            items::id.eq(id),
            items::title_id.eq(title_id),
            item,
            items::shelf_key.eq(&shelving.key),
            items::shelf_key_version.eq(shelving.version),
            items::call_number_parsed.eq(shelving.is_parsed),
            items::current_branch_id.eq(item.home_branch_id),
            items::status_at.eq(now),
            items::created_at.eq(now),
            items::updated_at.eq(now),
        ))
        .execute(conn)
}

/// Keeps others from changing the item until the deed ends.
pub(in crate::items) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<ItemState>> {
    items::table
        .find(id)
        .select(ItemState::as_select())
        .for_no_key_update()
        .first(conn)
        .optional()
}

/// Whether the title was merged into another; none when there is no such title. It is not merged until the deed ends.
pub(in crate::items) fn is_merged(conn: &mut PgConnection, title_id: Uuid) -> QueryResult<Option<bool>> {
    titles::table
        .find(title_id)
        .select(titles::merged_into_id.is_not_null())
        .for_share()
        .first(conn)
        .optional()
}

/// Whether somebody has the item. Ask after [`lock`].
pub(in crate::items) fn has_open_loan(conn: &mut PgConnection, id: Uuid) -> QueryResult<bool> {
    let open = loans::table
        .filter(loans::item_id.eq(id))
        .filter(loans::closed_at.is_null());
    diesel::select(diesel::dsl::exists(open)).get_result(conn)
}

/// Writes the changes and a new version.
pub(in crate::items) fn update(
    conn: &mut PgConnection,
    id: Uuid,
    update: &ItemUpdate,
    shelving: &Shelving,
    now: DateTime<Utc>,
) -> QueryResult<ItemState> {
    diesel::update(items::table.find(id))
        .set((
            update,
            items::shelf_key.eq(&shelving.key),
            items::shelf_key_version.eq(shelving.version),
            items::call_number_parsed.eq(shelving.is_parsed),
            items::version.eq(items::version + 1),
            items::updated_at.eq(now),
        ))
        .returning(ItemState::as_returning())
        .get_result(conn)
}
