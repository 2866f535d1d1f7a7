//! Calendars of branches, kept by the process and never out of date.
//!
//! `branches.calendar_version` changes, by trigger, with the branch's zone, hours, closures and openings. A deed reads it
//! together with its facts and asks for the calendar of exactly that version.

use std::sync::{Arc, LazyLock};

use carrel_rules::calendar::Calendar;
use diesel::prelude::*;
use quick_cache::sync::Cache;
use uuid::Uuid;

use super::store;

/// Calendars kept: of more branches than any library has.
const CALENDARS: usize = 512;

static CACHE: LazyLock<Cache<(Uuid, Uuid), Arc<Calendar>>> = LazyLock::new(|| Cache::new(CALENDARS));

/// The calendar of a branch at `version`, as the caller read it in its own statement; asks the database only when this
/// process has not seen that version yet. Should it have changed since, the newer one comes back.
pub(crate) fn calendar(conn: &mut PgConnection, branch_id: Uuid, version: Uuid) -> QueryResult<Arc<Calendar>> {
    if let Some(known) = CACHE.get(&(branch_id, version)) {
        return Ok(known);
    }
    let (found, calendar) = store::calendar(conn, branch_id)?;
    let calendar = Arc::new(calendar);
    CACHE.insert((branch_id, found), Arc::clone(&calendar));
    Ok(calendar)
}
