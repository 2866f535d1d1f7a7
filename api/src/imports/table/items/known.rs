//! What is known of a batch's items and their titles.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use uuid::Uuid;

use super::super::super::marc::Codes;
use super::super::super::store::{self, BranchCode, ItemRecord};
use super::super::Row;
use super::fields::{Copy, Work};

/// A title by its name and author.
pub(super) type Name = (String, Option<String>);

/// Everything a batch is decided by. The items are locked.
pub(super) struct Known {
    pub codes: Codes,
    pub branches: HashMap<String, BranchCode>,
    items: HashMap<String, ItemRecord>,
    /// Items that somebody has.
    pub on_loan: HashSet<Uuid>,
    /// With the title that took over the copies of each, else itself.
    titles: HashMap<Uuid, Uuid>,
    numbers: HashMap<(String, String), Uuid>,
    isbns: HashMap<String, Vec<Uuid>>,
    names: HashMap<Name, Vec<Uuid>>,
}

impl Known {
    /// Locks the items in the order of their ids, and then reads what stands around them.
    pub(super) fn load(conn: &mut PgConnection, copies: &[(&Row, Copy)]) -> QueryResult<Self> {
        let barcodes: Vec<&str> = copies.iter().map(|(_, copy)| copy.barcode.as_str()).collect();
        let items = store::lock_items(conn, &barcodes)?;
        let ids: Vec<Uuid> = items.iter().map(|item| item.id).collect();
        let works: Vec<&Work> = copies.iter().map(|(_, copy)| &copy.work).collect();
        let asked: Vec<Uuid> = works.iter().filter_map(|work| work.id).collect();
        let numbers: Vec<(String, String)> = works.iter().filter_map(|work| work.number.clone()).collect();
        let isbns: Vec<&str> = works.iter().filter_map(|work| work.isbn.as_deref()).collect();
        let names: Vec<(&str, Option<&str>)> = works
            .iter()
            .filter_map(|work| Some((work.title.as_deref()?, work.author.as_deref())))
            .collect();
        let mut by_isbn: HashMap<String, Vec<Uuid>> = HashMap::new();
        for found in store::titles_of_isbns(conn, &isbns)? {
            by_isbn.entry(found.name).or_default().push(found.title_id);
        }
        let mut by_name: HashMap<Name, Vec<Uuid>> = HashMap::new();
        for found in store::titles_named(conn, &names)? {
            by_name
                .entry((found.name, found.author))
                .or_default()
                .push(found.title_id);
        }
        let known = store::known_records(conn, &numbers, &[])?.into_iter();
        Ok(Self {
            codes: Codes::load(conn)?,
            branches: store::branch_codes(conn)?
                .into_iter()
                .map(|row| (row.code.clone(), row))
                .collect(),
            on_loan: store::on_loan(conn, &ids)?,
            items: items.into_iter().map(|item| (item.barcode.clone(), item)).collect(),
            titles: store::titles_that_are(conn, &asked)?,
            numbers: known
                .filter_map(|record| Some(((record.source, record.control_number?), record.title_id)))
                .collect(),
            isbns: by_isbn,
            names: by_name,
        })
    }

    pub(super) fn item(&self, barcode: &str) -> Option<&ItemRecord> {
        self.items.get(barcode)
    }

    /// Titles the row may mean, the oldest first; and the column that named none.
    pub(super) fn titles(&self, work: &Work) -> Result<&[Uuid], &'static str> {
        if let Some(id) = &work.id {
            let found = self.titles.get(id).ok_or("title_id")?;
            return Ok(std::slice::from_ref(found));
        }
        if let Some(number) = &work.number {
            if let Some(found) = self.numbers.get(number) {
                return Ok(std::slice::from_ref(found));
            }
            if work.isbn.is_none() && work.title.is_none() {
                return Err("title_number");
            }
        }
        if let Some(isbn) = &work.isbn {
            match self.isbns.get(isbn) {
                Some(found) => return Ok(found),
                None if work.title.is_none() => return Err("isbn"),
                None => {}
            }
        }
        let name = work.title.clone().map(|title| (title, work.author.clone()));
        Ok(name.and_then(|name| self.names.get(&name)).map_or(&[], Vec::as_slice))
    }
}
