//! What lending and renewing mean to holds.

use std::collections::HashMap;

use carrel_rules::renewal::Holds;
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::store::{renewal, write};

/// The patron of the hold has got an item: the hold is filled. The title is locked already.
pub(crate) fn fill(conn: &mut PgConnection, desk: &Desk, hold_id: Uuid, loan_id: Uuid) -> QueryResult<()> {
    let Some(before) = write::fill(conn, hold_id, desk.now)? else {
        return Ok(());
    };
    let deed = Deed {
        patron_id: before.patron_id,
        ..Deed::on("hold.filled", "hold", hold_id).changing(json!({ "loan_id": loan_id }))
    };
    record(conn, desk, deed)
}

/// The hold loses the item that was put aside for it and goes before all others of its queue. The title is locked
/// already.
pub(crate) fn requeue(conn: &mut PgConnection, desk: &Desk, hold_id: Uuid) -> QueryResult<()> {
    let Some(before) = write::to_the_front(conn, hold_id)? else {
        return Ok(());
    };
    let deed = Deed {
        patron_id: before.patron_id,
        ..Deed::on("hold.requeued", "hold", hold_id)
            .changing(json!({ "state": { "before": before.state, "after": "pending" } }))
    };
    record(conn, desk, deed)
}

/// Who waits for these items on loan besides the patrons who have them; items that nobody waits for are not among them.
pub(crate) fn against_renewal(
    conn: &mut PgConnection,
    desk: &Desk,
    item_ids: &[Uuid],
) -> QueryResult<HashMap<Uuid, Holds>> {
    let found = renewal::demand(conn, desk, item_ids)?;
    let holds = found.into_iter().map(|demand| {
        let holds = Holds {
            on_item: demand.on_item,
            on_title: demand.on_title,
            free_copies: demand.free_copies,
        };
        (demand.item_id, holds)
    });
    Ok(holds.collect())
}
