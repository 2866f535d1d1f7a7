//! Messages on a patron's record: for the staff who serve them, or for the patron.

use chrono::NaiveDate;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use crate::patrons::change::lock_open;
use crate::patrons::problem::PatronError;
use crate::patrons::read::{self, Audience, Message};
use crate::patrons::store;

/// Leaves a message until `ends_on`, or until somebody takes it down.
pub(super) fn leave(
    conn: &mut PgConnection,
    desk: &Desk,
    patron_id: Uuid,
    audience: Audience,
    (body, ends_on): (&str, Option<NaiveDate>),
) -> Result<Message, PatronError> {
    if ends_on.is_some_and(|ends_on| ends_on < desk.today) {
        return Err(PatronError::EndsInPast);
    }
    lock_open(conn, patron_id)?;
    let message = (audience.as_str(), body, ends_on);
    let id = store::add_message(conn, patron_id, message, (desk.now, desk.staff_id))?;
    store::touch(conn, patron_id, desk.now)?;
    let deed = Deed::on("patron.message-left", "patron", patron_id)
        .of_patron(patron_id)
        .changing(json!({ "message_id": id, "audience": audience.as_str(), "ends_on": ends_on }));
    record(conn, desk, deed)?;
    let messages = read::after_deed(conn, desk, patron_id)?.row.around.0.messages;
    let is_new = |message: &Message| message.id == id;
    messages.into_iter().find(is_new).ok_or(PatronError::NotFound)
}

/// Takes a message down.
pub(super) fn take_down(conn: &mut PgConnection, desk: &Desk, patron_id: Uuid, id: Uuid) -> Result<(), PatronError> {
    lock_open(conn, patron_id)?;
    if !store::remove_message(conn, patron_id, id, (desk.now, desk.staff_id))? {
        return Err(PatronError::NotFound);
    }
    store::touch(conn, patron_id, desk.now)?;
    let deed = Deed::on("patron.message-taken-down", "patron", patron_id)
        .of_patron(patron_id)
        .changing(json!({ "message_id": id }));
    record(conn, desk, deed)?;
    Ok(())
}
