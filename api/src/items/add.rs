//! Adding an item.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::ItemError;
use super::shelving::Shelving;
use super::store::{self, ItemRow, NewItem};

/// Adds a copy of a title at its home branch. Fails with [`ItemError::BarcodeTaken`] when another item has its barcode,
/// and with the other errors when what it refers to is not there.
pub(super) fn add(conn: &mut PgConnection, desk: &Desk, item: &NewItem) -> Result<ItemRow, ItemError> {
    if store::is_merged(conn, item.title_id)? == Some(true) {
        return Err(ItemError::MergedTitle);
    }
    let id = Uuid::now_v7();
    let shelving = Shelving::of(item.call_number_scheme, item.call_number.as_deref());
    store::insert(conn, id, item, &shelving, desk.now)?;
    record(
        conn,
        desk,
        Deed::on("item.added", "item", id).changing(json!({ "after": item })),
    )?;
    store::find(conn, id)?.ok_or(ItemError::NotFound)
}
