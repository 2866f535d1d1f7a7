//! Adding an item, with its title where the catalogue has none yet.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};
use crate::titles::{BriefTitle, add_brief};

use super::problem::ItemError;
use super::shelving::Shelving;
use super::store::{self, ItemRow, NewItem};

/// What an item is a copy of.
#[derive(Clone, Debug)]
pub(super) enum TitleOf {
    /// A title of the catalogue.
    Known(Uuid),
    /// One that is added with it.
    New(BriefTitle),
}

/// Adds a copy of a title at its home branch. Fails with [`ItemError::BarcodeTaken`] when another item has its barcode,
/// with [`ItemError::MergedTitle`] when its title is but a signpost, and with the other errors when what it refers to is
/// not there.
pub(super) fn add(conn: &mut PgConnection, desk: &Desk, title: &TitleOf, item: &NewItem) -> Result<ItemRow, ItemError> {
    let title_id = match title {
        TitleOf::Known(title_id) if store::is_merged(conn, *title_id)? == Some(true) => {
            return Err(ItemError::MergedTitle);
        }
        TitleOf::Known(title_id) => *title_id,
        TitleOf::New(brief) => add_brief(conn, desk, brief)?,
    };
    let id = Uuid::now_v7();
    let shelving = Shelving::of(item.call_number_scheme, item.call_number.as_deref());
    store::insert(conn, (id, title_id), item, &shelving, desk.now)?;
    let mut after = json!(item);
    after["title_id"] = json!(title_id);
    record(
        conn,
        desk,
        Deed::on("item.added", "item", id).changing(json!({ "after": after })),
    )?;
    store::find(conn, id)?.ok_or(ItemError::NotFound)
}
