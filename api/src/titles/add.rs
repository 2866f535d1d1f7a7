//! Adding a title.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::problem::TitleError;
use super::store::{self, NewTitle, TitleRow};

/// Adds a title. Two alike may stand side by side: editions differ in what no record tells.
pub(super) fn add(conn: &mut PgConnection, desk: &Desk, title: &NewTitle) -> Result<TitleRow, TitleError> {
    let row = store::insert(conn, Uuid::now_v7(), title, desk.now)?;
    record(
        conn,
        desk,
        Deed::on("title.added", "title", row.id).changing(json!({ "after": title })),
    )?;
    Ok(row)
}
