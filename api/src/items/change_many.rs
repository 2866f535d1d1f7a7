//! Changing many items at once, the same about each of them; and what that would do.

use std::collections::HashMap;

use carrel_rules::status::Status;
use diesel::PgConnection;
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::holds;
use crate::platform::db::FromJson;
use crate::platform::desk::Desk;
use crate::platform::refs::CodeRef;

use super::problem::ManyError;
use super::store::{self, Candidate, ManyUpdate, Planned, Targets};

/// Why an item is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Nothing has the barcode or the id.
    Unknown,
    /// It was changed since the preview.
    Stale,
    /// Somebody has it, so its status stays.
    OnLoan,
    /// It waits on the hold shelf, so its status stays.
    Waiting,
    /// The location is none of its home branch.
    ForeignLocation,
}

/// A field that changes, as the audit keeps it and as people say it.
#[derive(Debug)]
pub(super) struct Difference {
    pub field: &'static str,
    kept: (Value, Value),
    pub said: (Option<String>, Option<String>),
}

/// What becomes of one item.
#[derive(Debug)]
pub(super) struct Line {
    /// How it was asked for, where that was a barcode.
    pub asked: Option<String>,
    pub item: Option<Candidate>,
    pub refusal: Option<Refusal>,
    pub differences: Vec<Difference>,
}

/// Which items are meant.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// By what was scanned, with what it is as a barcode; what can be none has none.
    Barcodes(Vec<(String, Option<String>)>),
    Ids(Vec<Uuid>),
}

/// What a change would do to each item, in the order asked. `wanted` names each item once.
pub(super) fn preview(conn: &mut PgConnection, wanted: &Wanted, update: &ManyUpdate) -> Result<Vec<Line>, ManyError> {
    let targets = targets(conn, update)?;
    let told = |asked, item| judge(asked, item, None, update, &targets);
    let lines = match wanted {
        Wanted::Barcodes(texts) => {
            let barcodes: Vec<&str> = texts.iter().filter_map(|(_, barcode)| barcode.as_deref()).collect();
            let found = store::candidates_by_barcode(conn, &barcodes)?;
            let mut found = by_key(found, |item| item.barcode.to_uppercase());
            let mut found = |barcode: &Option<String>| found.remove(barcode.as_ref()?);
            let lines = texts.iter();
            lines
                .map(|(text, barcode)| told(Some(text.clone()), found(barcode)))
                .collect()
        }
        Wanted::Ids(ids) => {
            let mut found = by_key(store::candidates(conn, ids)?, |item| item.id);
            ids.iter().map(|id| told(None, found.remove(id))).collect()
        }
    };
    Ok(lines)
}

/// Changes what can be changed, and tells what was refused. `wanted` names each item once, with the version its change was
/// seen for.
pub(super) fn change_many(
    conn: &mut PgConnection,
    desk: &Desk,
    wanted: &[(Uuid, i32)],
    update: &ManyUpdate,
) -> Result<Vec<Line>, ManyError> {
    let ids: Vec<Uuid> = wanted.iter().map(|(id, _)| *id).collect();
    store::lock_many(conn, &ids)?;
    let targets = targets(conn, update)?;
    let mut found = by_key(store::candidates(conn, &ids)?, |item| item.id);
    let lines: Vec<Line> = wanted
        .iter()
        .map(|(id, version)| judge(None, found.remove(id), Some(*version), update, &targets))
        .collect();
    let planned: Vec<Planned> = lines.iter().filter_map(Line::planned).collect();
    if !planned.is_empty() {
        store::update_many(conn, desk, &planned, update)?;
        if let Some(status) = update.status {
            let ids: Vec<Uuid> = lines.iter().filter_map(Line::restated).collect();
            holds::carry_over::release_items(conn, desk, &ids, status == Status::Withdrawn.as_str())?;
        }
    }
    Ok(lines)
}

fn by_key<K: std::hash::Hash + Eq>(items: Vec<Candidate>, key: impl Fn(&Candidate) -> K) -> HashMap<K, Candidate> {
    items.into_iter().map(|item| (key(&item), item)).collect()
}

/// What the change points at. All of it must be there.
fn targets(conn: &mut PgConnection, update: &ManyUpdate) -> Result<Targets, ManyError> {
    let targets = store::targets(conn, update)?;
    if update.item_type_id.is_some() && targets.item_type.is_none() {
        return Err(ManyError::UnknownItemType);
    }
    if update.location_id.is_some() && targets.location.is_none() {
        return Err(ManyError::UnknownLocation);
    }
    if update.collection_id.flatten().is_some() && targets.collection.is_none() {
        return Err(ManyError::UnknownCollection);
    }
    Ok(targets)
}

fn judge(
    asked: Option<String>,
    item: Option<Candidate>,
    seen: Option<i32>,
    update: &ManyUpdate,
    targets: &Targets,
) -> Line {
    let differences = item
        .as_ref()
        .map_or_else(Vec::new, |item| differences(item, update, targets));
    let refusal = match &item {
        None => Some(Refusal::Unknown),
        Some(item) if seen.is_some_and(|version| version != item.version) => Some(Refusal::Stale),
        Some(item) => refusal(item, targets, &differences),
    };
    Line {
        asked,
        item,
        refusal,
        differences,
    }
}

/// The same that a change of the item alone would be refused for.
fn refusal(item: &Candidate, targets: &Targets, differences: &[Difference]) -> Option<Refusal> {
    let is_elsewhere = |place: &store::Place| place.branch_id != item.home_branch_id;
    if targets.location.as_ref().is_some_and(|place| is_elsewhere(&place.0)) {
        return Some(Refusal::ForeignLocation);
    }
    if !differences.iter().any(|difference| difference.field == "status") {
        return None;
    }
    if item.status == Status::OnHoldShelf.as_str() {
        return Some(Refusal::Waiting);
    }
    item.is_on_loan.then_some(Refusal::OnLoan)
}

fn differences(item: &Candidate, update: &ManyUpdate, targets: &Targets) -> Vec<Difference> {
    let mut found = Differences(Vec::new());
    if let Some(kind) = &targets.item_type {
        let named = |kind: &CodeRef| Some((kind.id, kind.name.clone()));
        found.named("item_type_id", named(&item.item_type.0), named(&kind.0));
    }
    if let Some(place) = &targets.location {
        let before = &item.location.0;
        found.named(
            "location_id",
            Some((before.id, before.name.clone())),
            Some((place.0.id, place.0.name.clone())),
        );
    }
    if update.collection_id.is_some() {
        let named = |part: Option<&FromJson<CodeRef>>| part.map(|part| (part.0.id, part.0.name.clone()));
        found.named(
            "collection_id",
            named(item.collection.as_ref()),
            named(targets.collection.as_ref()),
        );
    }
    if let Some(after) = update.is_for_loan {
        found.plain("is_for_loan", Some(&item.is_for_loan), Some(&after));
    }
    if let Some(after) = update.replacement_price {
        found.plain("replacement_price", item.replacement_price.as_ref(), after.as_ref());
    }
    if let Some(after) = update.status {
        found.plain("status", Some(item.status.as_str()), Some(after));
    }
    if let Some(after) = &update.public_note {
        found.written("public_note", item.public_note.as_deref(), after.as_deref());
    }
    if let Some(after) = &update.staff_note {
        found.written("staff_note", item.staff_note.as_deref(), after.as_deref());
    }
    found.0
}

/// What is not the same afterwards.
struct Differences(Vec<Difference>);

impl Differences {
    fn named(&mut self, field: &'static str, before: Option<(Uuid, String)>, after: Option<(Uuid, String)>) {
        let (before, before_name) = before.unzip();
        let (after, after_name) = after.unzip();
        self.add(field, (json!(before), json!(after)), (before_name, after_name));
    }

    fn plain<T: ToString + Serialize + ?Sized>(&mut self, field: &'static str, before: Option<&T>, after: Option<&T>) {
        let said = (before.map(T::to_string), after.map(T::to_string));
        self.add(field, (json!(before), json!(after)), said);
    }

    /// People write names into notes, and the audit is never rewritten: it keeps whether there is one.
    fn written(&mut self, field: &'static str, before: Option<&str>, after: Option<&str>) {
        if before != after {
            self.0.push(Difference {
                field,
                kept: (json!(before.is_some()), json!(after.is_some())),
                said: (before.map(str::to_owned), after.map(str::to_owned)),
            });
        }
    }

    fn add(&mut self, field: &'static str, kept: (Value, Value), said: (Option<String>, Option<String>)) {
        if kept.0 != kept.1 {
            self.0.push(Difference { field, kept, said });
        }
    }
}

impl Line {
    /// Whether the item is changed.
    pub(super) fn is_changed(&self) -> bool {
        self.refusal.is_none() && !self.differences.is_empty()
    }

    /// The item, if it gets another status.
    fn restated(&self) -> Option<Uuid> {
        let changes = self.is_changed() && self.differences.iter().any(|difference| difference.field == "status");
        self.item.as_ref().filter(|_| changes).map(|item| item.id)
    }

    /// The change of the item as it is written.
    fn planned(&self) -> Option<Planned> {
        let item = self.item.as_ref().filter(|_| self.is_changed())?;
        let side = |of: fn(&Difference) -> &Value| -> Map<String, Value> {
            let fields = self.differences.iter();
            fields
                .map(|field| (field.field.to_owned(), of(field).clone()))
                .collect()
        };
        let changes = json!({ "before": side(|field| &field.kept.0), "after": side(|field| &field.kept.1) });
        Some(Planned { id: item.id, changes })
    }
}
