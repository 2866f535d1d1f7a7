//! Items that do not come back: declared lost, lost for having been out too long, claimed returned, found again.
//!
//! - A lost item stays on its patron's loan until it is settled for or comes to light.
//! - What was charged for a loss is kept with it, so that finding the item gives back what its terms say.
//! - What was claimed returned stays on the patron without a fine.

mod claim;
mod declare;
mod found;
mod resolve;

use diesel::PgConnection;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::store::losses as store;

pub(super) use claim::{Claim, claim};
pub(super) use declare::{Cause, declare, lose};
pub(super) use found::{Recovered, recover};
pub(super) use resolve::{Resolution, resolve};

/// Ends the loans of a patron whose lost items are settled for. Called by whatever settles fines, after it did.
pub(crate) fn end_settled(conn: &mut PgConnection, desk: &Desk, patron_id: Uuid) -> diesel::QueryResult<()> {
    for loan_id in store::end_settled(conn, patron_id, desk.now)? {
        record(conn, desk, Deed::on("loan.paid", "loan", loan_id).of_patron(patron_id))?;
    }
    Ok(())
}
