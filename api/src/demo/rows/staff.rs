//! The two people who work there.

use diesel::PgConnection;
use serde_json::json;

use super::Today;
use crate::demo::store::fill;
use crate::demo::{DemoError, id};
use crate::platform::password;

/// What both sign in with.
const PASSWORD: &str = "carrel-demo";
/// Who lends in the demo library.
pub(super) const ASSISTANT: &str = "ada.assistant";
/// Who puts restrictions on patrons and waives fines.
pub(super) const SUPERVISOR: &str = "sam.supervisor";

pub(super) fn insert(conn: &mut PgConnection, today: Today) -> Result<(), DemoError> {
    let (ada, sam) = (id("staff", ASSISTANT), id("staff", SUPERVISOR));
    let password_hash = password::hash(PASSWORD)?;
    let at = today.founded();
    // Ada has a card, so that what nobody may do on their own account can be seen.
    let card = id("patron", "2000000017");
    fill(
        conn,
        "staff",
        vec![
            json!({ "id": ada, "username": ASSISTANT, "name": "Ada Whitcombe", "role": "assistant",
                "password_hash": password_hash, "all_branches": false, "language": "en", "patron_id": card,
                "created_at": at, "updated_at": at }),
            json!({ "id": sam, "username": SUPERVISOR, "name": "Sam Delgado", "role": "supervisor",
                "password_hash": password_hash, "all_branches": true, "language": "en", "patron_id": null,
                "created_at": at, "updated_at": at }),
        ],
    )?;
    let works_at = |branch| json!({ "staff_id": ada, "branch_id": id("branch", branch) });
    fill(conn, "staff_branches", vec![works_at("CEN"), works_at("RIV")])?;
    Ok(())
}
