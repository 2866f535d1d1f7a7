//! Cards that are over: each is told once, so that a notice can follow.

use carrel_rules::night::LOOKS_BACK;
use diesel::prelude::*;
use serde_json::json;

use crate::platform::night::Night;
use crate::platform::record::{Deed, record_all};

use super::store;

/// Tells of at most so many cards of the branch's patrons whose last day is over by the night. How many they were. What
/// was over long before is no news: an import brings years of it.
pub(crate) fn tell_expiries(conn: &mut PgConnection, night: &Night, at_most: i64) -> QueryResult<usize> {
    let back = i64::try_from(LOOKS_BACK).unwrap_or(i64::MAX);
    let expired = store::mark_expired(conn, night, back, at_most)?;
    let told = expired.len();
    let deeds = expired.into_iter().map(|card| {
        Deed::on("patron.card_expired", "patron", card.id)
            .of_patron(card.id)
            .changing(json!({ "expires_on": card.expires_on }))
    });
    record_all(conn, night.now, deeds.collect())?;
    Ok(told)
}
