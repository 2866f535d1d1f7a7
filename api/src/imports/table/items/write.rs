//! What a batch writes: one statement a table, however many rows.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use crate::items::Shelving;
use crate::platform::record::{Deed, record_all};

use super::super::super::store::{self, ItemRecord, ItemWrite};
use super::super::Context;
use super::decide::Plan;

pub(super) fn write(conn: &mut PgConnection, context: &Context, plan: &Plan, now: DateTime<Utc>) -> QueryResult<()> {
    if !plan.titles.is_empty() {
        let titles = plan.titles.iter().map(|(id, fields)| {
            let mut fields = json!(fields);
            fields["id"] = json!(id);
            fields
        });
        store::insert_titles(conn, titles.collect(), now)?;
    }
    if !plan.added.is_empty() {
        let rows: Vec<ItemWrite<'_>> = plan.added.iter().map(shelved).collect();
        store::add_items(conn, &rows, now)?;
    }
    if !plan.changed.is_empty() {
        let rows: Vec<ItemWrite<'_>> = plan.changed.iter().map(|(_, after)| shelved(after)).collect();
        store::update_items(conn, &rows, now)?;
    }
    record_all(conn, now, deeds(context, plan))
}

/// The item with its place on the shelf.
fn shelved(item: &ItemRecord) -> ItemWrite<'_> {
    let shelving = Shelving::of(item.call_number_scheme.as_deref(), item.call_number.as_deref());
    ItemWrite {
        item,
        shelf_key: shelving.key,
        shelf_key_version: shelving.version,
        call_number_parsed: shelving.is_parsed,
    }
}

fn deeds(context: &Context, plan: &Plan) -> Vec<Deed> {
    let import_id = context.import_id;
    let titles = plan
        .titles
        .iter()
        .map(|(id, _)| Deed::on("title.added", "title", *id).changing(json!({ "import_id": import_id })));
    let added = plan.added.iter().map(|item| {
        Deed::on("item.added", "item", item.id).changing(json!({ "after": item.told(), "import_id": import_id }))
    });
    let changed = plan.changed.iter().map(|(before, after)| {
        let changes = json!({ "before": before.told(), "after": after.told(), "import_id": import_id });
        Deed::on("item.changed", "item", after.id).changing(changes)
    });
    titles.chain(added).chain(changed).collect()
}
