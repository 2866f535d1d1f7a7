//! What becomes of a row: a new item, a change, or nothing.

use std::collections::HashMap;

use uuid::Uuid;

use super::super::super::marc::TitleFields;
use super::super::super::store::ItemRecord;
use super::super::row::Cell;
use super::super::{Context, Fate, Row};
use super::fields::{Copy, brought_along, by_hand};
use super::known::{Known, Name};

/// Rows that are written together.
pub(super) struct Batch<'a> {
    context: &'a Context,
    known: &'a Known,
    /// Titles that are made of earlier rows, by ISBN and by name in small letters.
    made_by_isbn: HashMap<String, Uuid>,
    made_by_name: HashMap<Name, Uuid>,
    pub plan: Plan,
}

/// What is to be written.
#[derive(Default)]
pub(super) struct Plan {
    pub titles: Vec<(Uuid, TitleFields)>,
    pub added: Vec<ItemRecord>,
    /// As they were and as they will be.
    pub changed: Vec<(ItemRecord, ItemRecord)>,
}

/// Where an item belongs.
struct Place {
    item_type_id: Uuid,
    home_branch_id: Uuid,
    location_id: Uuid,
    collection_id: Option<Uuid>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(context: &'a Context, known: &'a Known) -> Self {
        Self {
            context,
            known,
            made_by_isbn: HashMap::new(),
            made_by_name: HashMap::new(),
            plan: Plan::default(),
        }
    }

    pub(super) fn decide(&mut self, row: &Row, copy: &Copy) -> Cell<Fate> {
        match self.known.item(&copy.barcode) {
            Some(before) => self.change(row, copy, before),
            None => self.add(row, copy),
        }
    }

    fn add(&mut self, row: &Row, copy: &Copy) -> Cell<Fate> {
        let place = self.place(row, copy, None)?;
        let status = match &copy.status {
            None => "available",
            Some(word) => brought_along(word).ok_or_else(|| not_by_hand(row))?,
        };
        let mut record = ItemRecord {
            id: Uuid::now_v7(),
            title_id: self.title(row, copy, None)?,
            barcode: copy.barcode.clone(),
            item_type_id: place.item_type_id,
            home_branch_id: place.home_branch_id,
            location_id: place.location_id,
            collection_id: place.collection_id,
            status: status.to_owned(),
            parts_count: 1,
            ..ItemRecord::default()
        };
        copy.write_over(&mut record);
        self.plan.added.push(record);
        Ok(Fate::Added)
    }

    fn change(&mut self, row: &Row, copy: &Copy, before: &ItemRecord) -> Cell<Fate> {
        let place = self.place(row, copy, Some(before))?;
        let mut after = ItemRecord {
            item_type_id: place.item_type_id,
            home_branch_id: place.home_branch_id,
            location_id: place.location_id,
            collection_id: place.collection_id.or(before.collection_id),
            ..before.clone()
        };
        copy.write_over(&mut after);
        if let Some(word) = copy.status.as_deref().filter(|word| *word != before.status) {
            after.status = by_hand(word).ok_or_else(|| not_by_hand(row))?.to_owned();
            if before.status == "on_hold_shelf" {
                let detail = "The item waits for a patron on the hold shelf: check it in instead.";
                return Err(row.refusal("status", "conflict", detail));
            }
        }
        after.title_id = self.title(row, copy, Some(before))?;
        let is_bound = after.status != before.status || after.title_id != before.title_id;
        if is_bound && self.known.on_loan.contains(&before.id) {
            let detail = "The item is on loan: its status and its title stay until it is checked in.";
            return Err(row.refusal("status", "conflict", detail));
        }
        if after == *before {
            return Ok(Fate::Unchanged);
        }
        self.plan.changed.push((before.clone(), after));
        Ok(Fate::Changed)
    }

    fn place(&self, row: &Row, copy: &Copy, before: Option<&ItemRecord>) -> Cell<Place> {
        let unknown = |column, what: &str| row.refusal(column, "unknown", format!("There is no such {what}."));
        let codes = &self.known.codes;
        let home_branch_id = match (&copy.home_branch, before) {
            (Some(code), _) => {
                let branch = self.known.branches.get(code);
                branch.ok_or_else(|| unknown("home_branch", "branch"))?.id
            }
            (None, Some(before)) => before.home_branch_id,
            (None, None) => self.context.branch_id,
        };
        let collection_id = match &copy.collection {
            Some(code) => Some(
                codes
                    .collection(code)
                    .ok_or_else(|| unknown("collection", "collection"))?,
            ),
            None => None,
        };
        Ok(Place {
            item_type_id: codes
                .item_type(&copy.item_type)
                .ok_or_else(|| unknown("item_type", "item type"))?,
            home_branch_id,
            location_id: codes
                .location(home_branch_id, &copy.location)
                .ok_or_else(|| unknown("location", "location of the home branch"))?,
            collection_id,
        })
    }

    /// The title of the row; the item's own before any other that it may mean.
    fn title(&mut self, row: &Row, copy: &Copy, before: Option<&ItemRecord>) -> Cell<Uuid> {
        let work = &copy.work;
        let found = self.known.titles(work);
        let found = found.map_err(|column| row.refusal(column, "unknown", "There is no such title."))?;
        if let Some(before) = before.filter(|before| found.contains(&before.title_id)) {
            return Ok(before.title_id);
        }
        if let Some(oldest) = found.first() {
            return Ok(*oldest);
        }
        let Some(title) = &work.title else {
            return Err(row.refusal("title", "missing", "A title that is not there yet needs its name."));
        };
        let folded = |text: &String| text.to_lowercase();
        let name = (folded(title), work.author.as_ref().map(folded));
        let made = work
            .isbn
            .as_ref()
            .map_or_else(|| self.made_by_name.get(&name), |isbn| self.made_by_isbn.get(isbn));
        if let Some(made) = made {
            return Ok(*made);
        }
        let id = Uuid::now_v7();
        let fields = TitleFields {
            title: title.clone(),
            author: work.author.clone(),
            isbns: work.isbn.iter().cloned().collect(),
            format: work.format.unwrap_or("book"),
            audience: "general",
            ..TitleFields::default()
        };
        self.plan.titles.push((id, fields));
        self.made_by_isbn
            .extend(work.isbn.iter().map(|isbn| (isbn.clone(), id)));
        self.made_by_name.insert(name, id);
        Ok(id)
    }
}

fn not_by_hand(row: &Row) -> super::super::super::report::Remark {
    let detail =
        "Write available, missing, in_processing, in_repair, on_order or withdrawn; the others follow from deeds.";
    row.refusal("status", "unknown", detail)
}
