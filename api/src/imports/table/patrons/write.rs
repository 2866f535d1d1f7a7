//! What a batch writes: one statement a table, however many rows.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::patrons::intake::{self, NewGuardian};
use crate::platform::record::{Deed, record_all};

use super::super::super::report::Position;
use super::super::super::store::{self, NewCard, NewLink, PatronRow};
use super::super::super::taken::Taken;
use super::super::Context;
use super::decide::no_numbers;

/// Somebody new.
pub(super) struct Added {
    pub row: PatronRow,
    pub at: Position,
    /// None: the next of the branch.
    pub card_number: Option<String>,
    pub link: Option<NewGuardian>,
    /// Why a minor has no guardian.
    pub reason: Option<String>,
}

/// A record that says something else from now on.
pub(super) struct Changed {
    pub row: PatronRow,
    /// The names of what changed.
    pub fields: Vec<&'static str>,
    /// In the place of the card in use.
    pub card_number: Option<String>,
    pub link: Option<NewGuardian>,
}

/// What is to be written.
#[derive(Default)]
pub(super) struct Plan {
    pub added: Vec<Added>,
    pub changed: Vec<Changed>,
}

/// Writes it. What is refused after all, because a branch has no card numbers left, is told.
pub(super) fn write(
    conn: &mut PgConnection,
    context: &Context,
    mut plan: Plan,
    now: DateTime<Utc>,
) -> QueryResult<Taken> {
    let without_number = give_numbers(conn, &mut plan)?;
    if !plan.changed.is_empty() {
        let rows: Vec<&PatronRow> = plan.changed.iter().map(|changed| &changed.row).collect();
        store::update_patrons(conn, &rows, now)?;
        let replaced = plan.changed.iter().filter(|changed| changed.card_number.is_some());
        let replaced: Vec<Uuid> = replaced.map(|changed| changed.row.id).collect();
        store::replace_cards(conn, &replaced, now)?;
    }
    if !plan.added.is_empty() {
        let rows: Vec<&PatronRow> = plan.added.iter().map(|added| &added.row).collect();
        store::insert_patrons(conn, &rows, now)?;
    }
    store::insert_cards(conn, &cards(&plan), now)?;
    store::link_guardians(conn, &links(&plan), context.today(now))?;
    record_all(conn, now, deeds(&plan, context.import_id))?;
    Ok(without_number)
}

/// Gives the new ones who have no card number the next of their branches.
fn give_numbers(conn: &mut PgConnection, plan: &mut Plan) -> QueryResult<Taken> {
    let mut wanting: HashMap<Uuid, usize> = HashMap::new();
    for added in plan.added.iter().filter(|added| added.card_number.is_none()) {
        *wanting.entry(added.row.home_branch_id).or_default() += 1;
    }
    let mut branches: Vec<(Uuid, usize)> = wanting.into_iter().collect();
    branches.sort_unstable();
    let mut numbers = HashMap::new();
    for (branch_id, count) in branches {
        if let Some(given) = intake::next_numbers(conn, branch_id, count)? {
            numbers.insert(branch_id, given.into_iter());
        }
    }
    let mut refused = Taken::default();
    plan.added.retain_mut(|added| {
        if added.card_number.is_none() {
            let next = numbers.get_mut(&added.row.home_branch_id);
            added.card_number = next.and_then(Iterator::next);
        }
        if added.card_number.is_none() {
            refused.counts.rows_added -= 1;
            refused.counts.records_refused += 1;
            refused.remarks.push(no_numbers(added.at.clone()));
        }
        added.card_number.is_some()
    });
    Ok(refused)
}

fn cards(plan: &Plan) -> Vec<NewCard<'_>> {
    let added = plan.added.iter().map(|added| (added.row.id, &added.card_number));
    let changed = plan
        .changed
        .iter()
        .map(|changed| (changed.row.id, &changed.card_number));
    added
        .chain(changed)
        .filter_map(|(patron_id, number)| {
            Some(NewCard {
                patron_id,
                number: number.as_deref()?,
            })
        })
        .collect()
}

fn links(plan: &Plan) -> Vec<NewLink<'_>> {
    let added = plan.added.iter().map(|added| (added.row.id, &added.link));
    let changed = plan.changed.iter().map(|changed| (changed.row.id, &changed.link));
    added
        .chain(changed)
        .filter_map(|(patron_id, link)| {
            Some(NewLink {
                patron_id,
                link: link.as_ref()?,
            })
        })
        .collect()
}

/// The same deeds as at a desk; no audit row holds a name, a number or an address.
fn deeds(plan: &Plan, import_id: Uuid) -> Vec<Deed> {
    let added = plan.added.iter().map(|added| {
        let changes = json!({
            "patron_category_id": added.row.patron_category_id, "home_branch_id": added.row.home_branch_id,
            "has_guardian": added.link.is_some(), "import_id": import_id,
        });
        deed("patron.registered", added.row.id, changes).because(added.reason.clone())
    });
    let changed = plan.changed.iter().map(|changed| {
        let changes = json!({
            "fields": changed.fields, "has_new_card": changed.card_number.is_some(),
            "has_new_guardian": changed.link.is_some(), "import_id": import_id,
        });
        deed("patron.changed", changed.row.id, changes)
    });
    added.chain(changed).collect()
}

fn deed(name: &'static str, id: Uuid, changes: Value) -> Deed {
    Deed::on(name, "patron", id).of_patron(id).changing(changes)
}
