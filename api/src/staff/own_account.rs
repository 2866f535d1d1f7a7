//! Whose account a staff member must leave to a colleague.

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use super::store;

/// Whether the account is the staff member's own or that of a child they are guardian of on `today`. A statement that
/// gathers a deed's facts asks the same by `is_own_account(staff_id, patron_id, today)` in SQL.
pub fn is_own_account(conn: &mut PgConnection, staff_id: Uuid, patron_id: Uuid, today: NaiveDate) -> QueryResult<bool> {
    store::is_own_account(conn, staff_id, patron_id, today)
}
