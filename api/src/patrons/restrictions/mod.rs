//! What staff hold against lending to a patron: any of them may say so, a supervisor takes it back.

use chrono::NaiveDate;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::record::{Deed, record};

use crate::patrons::change::lock_open;
use crate::patrons::problem::PatronError;
use crate::patrons::read::{self, Restriction};
use crate::patrons::store;

/// Restricts a patron until `ends_on`, or until a supervisor lifts it.
pub(super) fn add(
    conn: &mut PgConnection,
    desk: &Desk,
    patron_id: Uuid,
    (reason, ends_on): (&str, Option<NaiveDate>),
) -> Result<Restriction, PatronError> {
    if ends_on.is_some_and(|ends_on| ends_on < desk.today) {
        return Err(PatronError::EndsInPast);
    }
    lock_open(conn, patron_id)?;
    let id = store::add_restriction(conn, patron_id, (reason, ends_on), (desk.now, desk.staff_id))?;
    store::touch(conn, patron_id, desk.now)?;
    let deed = Deed::on("patron.restricted", "patron", patron_id)
        .of_patron(patron_id)
        .changing(json!({ "restriction_id": id, "ends_on": ends_on }));
    record(conn, desk, deed)?;
    let restrictions = read::after_deed(conn, desk, patron_id)?.row.around.0.restrictions;
    let is_new = |restriction: &Restriction| restriction.id == id;
    restrictions.into_iter().find(is_new).ok_or(PatronError::NotFound)
}

/// Lifts a restriction.
pub(super) fn lift(
    conn: &mut PgConnection,
    desk: &SupervisorDesk,
    patron_id: Uuid,
    id: Uuid,
) -> Result<(), PatronError> {
    lock_open(conn, patron_id)?;
    if !store::lift_restriction(conn, patron_id, id, (desk.now, desk.staff_id))? {
        return Err(PatronError::NotFound);
    }
    store::touch(conn, patron_id, desk.now)?;
    let deed = Deed::on("patron.restriction-lifted", "patron", patron_id)
        .of_patron(patron_id)
        .changing(json!({ "restriction_id": id }));
    record(conn, desk, deed)?;
    Ok(())
}
