//! Changing a patron's record.

use carrel_rules::block::Code;
use carrel_rules::membership::Occasion;
use diesel::PgConnection;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::account::ledger;
use crate::holds;
use crate::loans;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use super::duplicates::{self, Person};
use super::problem::PatronError;
use super::read::{self, Patron};
use super::register::{check_age, check_place};
use super::store::{self, LockedPatron, PatronUpdate};

/// Applies `update` to the version the caller has read. Who no longer wants to be remembered is forgotten at once, as far
/// as the library does not need to know.
pub(super) fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    (id, version): (Uuid, i32),
    (update, confirmed): (&PatronUpdate, &[Code]),
) -> Result<Patron, PatronError> {
    let before = lock_open(conn, id)?;
    if before.version != version {
        return Err(PatronError::Stale);
    }
    let fee = check(conn, desk, &before, update)?;
    let lifted = match Person::newly(&before, id, update) {
        Some(person) => duplicates::check(conn, desk, &person, confirmed)?,
        None => Vec::new(),
    };
    store::update(conn, id, update, desk.now)?;
    if let Some(amount) = fee {
        ledger::charge_card_fee(conn, desk, id, amount)?;
    }
    let mut changes = told(&before, update);
    if let (false, Some(changes)) = (lifted.is_empty(), changes.as_object_mut()) {
        changes.insert("lifted".into(), json!(lifted));
    }
    let deed = Deed::on("patron.changed", "patron", id).of_patron(id).changing(changes);
    record(conn, desk, deed)?;
    if before.keeps_history && update.keeps_history == Some(false) {
        loans::forget_old_of(conn, id, desk.now)?;
        holds::carry_over::forget_old_of(conn, id, desk.now)?;
    }
    read::after_deed(conn, desk, id)
}

/// Locks a patron who is neither merged nor anonymised.
pub(super) fn lock_open(conn: &mut PgConnection, id: Uuid) -> Result<LockedPatron, PatronError> {
    let patron = store::lock(conn, id)?.ok_or(PatronError::NotFound)?;
    if patron.state == "active" {
        Ok(patron)
    } else {
        Err(PatronError::Closed)
    }
}

/// Category and branch are checked when they change, the age when it or the category does: a category whose ages were
/// changed later does not keep the desk from correcting an address. What moving to another category costs.
fn check(
    conn: &mut PgConnection,
    desk: &Desk,
    before: &LockedPatron,
    update: &PatronUpdate,
) -> Result<Option<i64>, PatronError> {
    let new_age = update.patron_category_id.is_some() || update.birth_on.is_some();
    if !new_age && update.home_branch_id.is_none() {
        return Ok(None);
    }
    let category_id = update.patron_category_id.unwrap_or(before.patron_category_id);
    let facts = match update.home_branch_id {
        Some(branch_id) => check_place(conn, category_id, branch_id)?,
        None => store::category_facts(conn, category_id, before.home_branch_id)?.ok_or(PatronError::UnknownCategory)?,
    };
    if new_age {
        check_age(&facts, update.birth_on.unwrap_or(before.birth_on), desk.today)?;
    }
    let is_moved = category_id != before.patron_category_id;
    Ok(facts.fee_due(Occasion::CategoryChange).filter(|_| is_moved))
}

/// Which fields changed; before and after only of those that say nothing about the person.
fn told(before: &LockedPatron, update: &PatronUpdate) -> Value {
    let changed = [
        ("given_name", update.given_name.is_some()),
        ("family_name", update.family_name.is_some()),
        ("preferred_name", update.preferred_name.is_some()),
        ("birth_on", update.birth_on.is_some()),
        ("patron_category_id", update.patron_category_id.is_some()),
        ("home_branch_id", update.home_branch_id.is_some()),
        ("email", update.email.is_some()),
        ("phone", update.phone.is_some()),
        ("address", update.address.is_some()),
        ("language", update.language.is_some()),
        ("expires_on", update.expires_on.is_some()),
        ("desk_note", update.desk_note.is_some()),
        ("postal_code", update.postal_code.is_some()),
        ("city", update.city.is_some()),
        ("country", update.country.is_some()),
        ("wants_notices", update.wants_notices.is_some()),
        ("notice_channel", update.notice_channel.is_some()),
        ("keeps_history", update.keeps_history.is_some()),
    ];
    let fields: Vec<_> = changed
        .into_iter()
        .filter_map(|(name, is_changed)| is_changed.then_some(name))
        .collect();
    let (mut old, mut new) = (Map::new(), Map::new());
    if let Some(after) = update.patron_category_id {
        old.insert("patron_category_id".into(), json!(before.patron_category_id));
        new.insert("patron_category_id".into(), json!(after));
    }
    if let Some(after) = update.home_branch_id {
        old.insert("home_branch_id".into(), json!(before.home_branch_id));
        new.insert("home_branch_id".into(), json!(after));
    }
    if let Some(after) = update.expires_on {
        old.insert("expires_on".into(), json!(before.expires_on));
        new.insert("expires_on".into(), json!(after));
    }
    if let Some(after) = update.keeps_history {
        old.insert("keeps_history".into(), json!(before.keeps_history));
        new.insert("keeps_history".into(), json!(after));
    }
    json!({ "fields": fields, "before": old, "after": new })
}
