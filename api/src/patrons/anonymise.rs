//! Making a record nobody's: what was done stays countable, who it was is gone.

use carrel_rules::anonymise;
use diesel::PgConnection;
use uuid::Uuid;

use crate::account::ledger;
use crate::platform::desk::SupervisorDesk;
use crate::platform::record::{Deed, record};
use crate::staff;

use super::change::lock_open;
use super::problem::PatronError;
use super::read::{self, Patron};
use super::store;

/// Anonymises the patron and every record that was merged into theirs. Category, home branch and the day of registration
/// stay for the library's numbers.
pub(super) fn anonymise(conn: &mut PgConnection, desk: &SupervisorDesk, id: Uuid) -> Result<Patron, PatronError> {
    lock_open(conn, id)?;
    if staff::is_own_account(conn, desk.staff_id, id, desk.today)? {
        return Err(PatronError::OwnAccount);
    }
    let held = store::holdings(conn, id, desk.today)?;
    let blocks = anonymise::blocks(anonymise::Holdings {
        loans: held.loans,
        holds: held.holds,
        balance: held.balance,
        minors: held.minors,
        is_staff: held.is_staff,
    });
    if !blocks.is_empty() {
        return Err(PatronError::Blocked(blocks));
    }
    let records = store::records_of(conn, id)?;
    store::forget_in_deeds(conn, &records)?;
    ledger::forget(conn, id)?;
    store::erase(conn, &records, desk.now)?;
    record(conn, desk, Deed::on("patron.anonymised", "patron", id))?;
    read::after_deed(conn, desk, id)
}
