//! A batch of records: what of it is there, what is new, and all of that written in a few statements.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::report::Remark;
use super::super::store::{self, ItemRow, KnownRecord, RecordRow};
use super::super::taken::Taken;
use super::codes::Codes;
use super::map::ItemFields;
use super::report::Reason;
use super::source::Prepared;

/// What every batch of an import shares.
pub(super) struct Context {
    /// Where items go whose branch is none of the library's.
    pub branch_id: Uuid,
    pub items_tag: Option<String>,
    pub dry_run: bool,
    pub codes: Codes,
    /// Barcodes that a dry run would have added.
    pub pretended: HashSet<u64>,
}

impl Context {
    /// Remembers what a batch would have added.
    pub(super) fn remember(&mut self, taken: &Taken) {
        if self.dry_run {
            self.pretended.extend(taken.pretended.keys());
        }
    }
}

/// What becomes of a record's title.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Added,
    Changed,
    Unchanged,
}

/// Takes records in, all or none. `Err` when the database refuses one of them.
pub(super) fn take(
    conn: &mut PgConnection,
    context: &Context,
    records: &[&Prepared],
    now: DateTime<Utc>,
) -> QueryResult<Taken> {
    let fates = fates(conn, records)?;
    let mut taken = Taken::default();
    let items = plan_items(conn, context, records, &fates, &mut taken)?;
    for (record, (_, fate)) in records.iter().zip(&fates) {
        taken.remarks.extend(record.remarks.iter().cloned());
        taken.counts.items_refused += record.refused_items;
        *match fate {
            Fate::Added => &mut taken.counts.titles_added,
            Fate::Changed => &mut taken.counts.titles_changed,
            Fate::Unchanged => &mut taken.counts.titles_unchanged,
        } += 1;
        taken.counts.records += 1;
    }
    if !context.dry_run {
        write(conn, records, &fates, &items, now)?;
    }
    Ok(taken)
}

fn fates(conn: &mut PgConnection, records: &[&Prepared]) -> QueryResult<Vec<(Uuid, Fate)>> {
    let numbered = records.iter().filter_map(|record| {
        let number = record.position.control_number.clone()?;
        Some((record.source.clone(), number))
    });
    let unnumbered = records.iter().filter(|record| record.position.control_number.is_none());
    let contents: Vec<Vec<u8>> = unnumbered.map(|record| record.content_hash.to_vec()).collect();
    let known = store::known_records(conn, &numbered.collect::<Vec<_>>(), &contents)?;
    let (mut by_number, mut by_content) = (HashMap::new(), HashMap::new());
    for record in &known {
        match &record.control_number {
            Some(number) => by_number.insert((record.source.as_str(), number.as_str()), record),
            None => by_content.insert((record.content_hash.as_slice(), ""), record),
        };
    }
    let find = |record: &Prepared| -> Option<&KnownRecord> {
        match record.position.control_number.as_deref() {
            Some(number) => by_number.get(&(record.source.as_str(), number)).copied(),
            None => by_content.get(&(record.content_hash.as_slice(), "")).copied(),
        }
    };
    let fate = |record: &&Prepared| match find(record) {
        None => (Uuid::now_v7(), Fate::Added),
        // Its title is a signpost: items go where it points, and what is said there of the title stays.
        Some(known) if known.is_merged => (known.title_id, Fate::Unchanged),
        Some(known) if known.content_hash == record.content_hash => (known.title_id, Fate::Unchanged),
        Some(known) => (known.title_id, Fate::Changed),
    };
    Ok(records.iter().map(fate).collect())
}

fn plan_items(
    conn: &mut PgConnection,
    context: &Context,
    records: &[&Prepared],
    fates: &[(Uuid, Fate)],
    taken: &mut Taken,
) -> QueryResult<Vec<ItemRow>> {
    let barcodes: Vec<&str> = records
        .iter()
        .flat_map(|record| &record.items)
        .map(|item| item.barcode.as_str())
        .collect();
    let known = store::known_items(conn, &barcodes)?;
    let known: HashMap<&str, Uuid> = known
        .iter()
        .map(|item| (item.barcode.as_str(), item.title_id))
        .collect();
    let mut rows = Vec::new();
    for (record, (title_id, _)) in records.iter().zip(fates) {
        for item in &record.items {
            let mark = hashed(&item.barcode);
            let outcome = match known.get(item.barcode.as_str()) {
                Some(owner) if owner == title_id => {
                    taken.counts.items_unchanged += 1;
                    continue;
                }
                Some(_) => Err((
                    Reason::BarcodeTaken,
                    "Another title has an item with the barcode".to_owned(),
                )),
                None if context.pretended.contains(&mark) || taken.pretended.insert(mark, None).is_some() => {
                    Err((Reason::BarcodeTwice, "The file has the barcode twice".to_owned()))
                }
                None => prepare_item(context, *title_id, item),
            };
            match outcome {
                Ok((row, is_elsewhere)) => {
                    if is_elsewhere {
                        taken.remarks.push(about(
                            context,
                            record,
                            item,
                            Reason::UnknownBranch,
                            "Its branch is none of the library's; it goes to the import's",
                        ));
                    }
                    if item.collection.is_some() && row.collection_id.is_none() {
                        taken.remarks.push(about(
                            context,
                            record,
                            item,
                            Reason::UnknownCollection,
                            "Its collection is none of the library's; it has none",
                        ));
                    }
                    taken.counts.items_added += 1;
                    rows.push(row);
                }
                Err((reason, detail)) => {
                    taken.counts.items_refused += 1;
                    taken.remarks.push(about(context, record, item, reason, &detail));
                }
            }
        }
    }
    Ok(rows)
}

fn about(context: &Context, record: &Prepared, item: &ItemFields, reason: Reason, detail: &str) -> Remark {
    let detail = format!("{detail} (item {}).", item.barcode);
    record.position.remark(reason, context.items_tag.as_deref(), detail)
}

/// The row of an item, and whether it goes to another branch than its record says. **The one place where an item is made
/// ready**: whatever the table wants of a row is computed here.
fn prepare_item(context: &Context, title_id: Uuid, item: &ItemFields) -> Result<(ItemRow, bool), (Reason, String)> {
    let codes = &context.codes;
    let named = item.branch.as_deref().map(|text| codes.branch(text));
    let home_branch_id = named.flatten().unwrap_or(context.branch_id);
    let unknown = |what: &str, text: &Option<String>| match text {
        Some(text) => format!("Its {what} {text:?} is none of the library's"),
        None => format!("It has no {what}"),
    };
    let item_type_id = item.item_type.as_deref().and_then(|text| codes.item_type(text));
    let location_id = item
        .location
        .as_deref()
        .and_then(|text| codes.location(home_branch_id, text));
    let row = ItemRow {
        id: Uuid::now_v7(),
        title_id,
        barcode: item.barcode.clone(),
        item_type_id: item_type_id.ok_or_else(|| (Reason::UnknownItemType, unknown("item type", &item.item_type)))?,
        home_branch_id,
        location_id: location_id.ok_or_else(|| (Reason::UnknownLocation, unknown("location", &item.location)))?,
        collection_id: item.collection.as_deref().and_then(|text| codes.collection(text)),
        call_number: item.call_number.clone(),
        part: item.part.clone(),
        public_note: item.public_note.clone(),
        staff_note: item.staff_note.clone(),
    };
    Ok((row, named == Some(None)))
}

fn hashed(barcode: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    barcode.hash(&mut hasher);
    hasher.finish()
}

fn write(
    conn: &mut PgConnection,
    records: &[&Prepared],
    fates: &[(Uuid, Fate)],
    items: &[ItemRow],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let of = |wanted: Fate| records.iter().zip(fates).filter(move |(_, (_, fate))| *fate == wanted);
    let fields = |wanted: Fate| {
        of(wanted)
            .map(|(record, (id, _))| with_id(record, *id))
            .collect::<Vec<Value>>()
    };
    let (added, changed) = (fields(Fate::Added), fields(Fate::Changed));
    if !added.is_empty() {
        store::insert_titles(conn, added, now)?;
    }
    if !changed.is_empty() {
        store::update_titles(conn, changed, now)?;
    }
    let kept: Vec<RecordRow<'_>> = of(Fate::Added)
        .chain(of(Fate::Changed))
        .map(|(record, (title_id, _))| RecordRow {
            title_id: *title_id,
            source: &record.source,
            control_number: record.position.control_number.as_deref(),
            content_hash: &record.content_hash,
            marc: &record.marc,
        })
        .collect();
    if !kept.is_empty() {
        store::put_records(conn, &kept, now)?;
    }
    if !items.is_empty() {
        store::insert_items(conn, items, now)?;
    }
    Ok(())
}

fn with_id(record: &Prepared, id: Uuid) -> Value {
    let mut fields = json!(record.title);
    fields["id"] = json!(id);
    fields
}
