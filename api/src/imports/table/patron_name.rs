//! How rows name patrons.

use std::collections::HashMap;

use diesel::prelude::*;
use uuid::Uuid;

use super::super::store::{self, PatronRow};
use super::cells::Reader;
use super::row::Cell;
use super::{Context, Row};

/// What a patron is called in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Name {
    /// Source and id there.
    External(String, String),
    /// The number of a card.
    Card(String),
}

impl Name {
    /// Its mark in memory.
    pub(super) fn mark(&self) -> u64 {
        match self {
            Self::External(source, id) => Context::mark("external_id", source, id),
            Self::Card(number) => Context::mark("card_number", "", number),
        }
    }
}

/// The patron whom one of two columns names, with that column.
pub(super) fn named_by(
    reader: &mut Reader<'_>,
    source: &str,
    (by_id, by_card): (&'static str, &'static str),
) -> Option<(&'static str, Name)> {
    let number = reader.barcode(by_card).map(|number| (by_card, Name::Card(number)));
    let id = reader.row.get(by_id).map(str::trim);
    let id = id.map(|id| (by_id, Name::External(source.to_owned(), id.to_owned())));
    if id.is_some() && number.is_some() {
        reader.refuse(by_card, "one-of", "Name the patron by one of the two columns.");
    }
    id.or(number)
}

/// The same for a patron whom the row must name.
pub(super) fn wanted(reader: &mut Reader<'_>, source: &str) -> (&'static str, Name) {
    let columns = ("patron_external_id", "patron_card_number");
    let (by_id, by_card) = columns;
    let named = named_by(reader, source, columns);
    if reader.row.get(by_id).is_none() && reader.row.get(by_card).is_none() {
        reader.refuse(by_id, "missing", "Name the patron by external id or card number.");
    }
    named.unwrap_or_else(|| (by_id, Name::Card(String::new())))
}

/// Whom the names of a batch stand for; of a card, whether it is in use. Their records are locked, in the order of their ids.
pub(super) struct Named {
    names: HashMap<Name, (Uuid, bool)>,
    records: HashMap<Uuid, PatronRow>,
}

impl Named {
    pub(super) fn load(conn: &mut PgConnection, names: impl Iterator<Item = Name>) -> QueryResult<Self> {
        let (mut external, mut cards) = (Vec::new(), Vec::new());
        for name in names {
            match name {
                Name::External(source, id) => external.push((source, id)),
                Name::Card(number) => cards.push(number),
            }
        }
        let mut names = HashMap::new();
        for found in store::patrons_named(conn, &external, &cards)? {
            let name = match found.source {
                Some(source) => Name::External(source, found.name),
                None => Name::Card(found.name),
            };
            names.insert(name, (found.patron_id, found.is_in_use));
        }
        let mut ids: Vec<Uuid> = names.values().map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        let records = store::lock_patrons(conn, &ids)?;
        Ok(Self {
            names,
            records: records.into_iter().map(|row| (row.id, row)).collect(),
        })
    }

    /// Whom the name stands for, and whether a card is in use.
    pub(super) fn id(&self, name: &Name) -> Option<(Uuid, bool)> {
        self.names.get(name).copied()
    }

    pub(super) fn record(&self, id: Uuid) -> Option<&PatronRow> {
        self.records.get(&id)
    }

    /// Everybody's ids.
    pub(super) fn ids(&self) -> Vec<Uuid> {
        self.records.keys().copied().collect()
    }

    /// The patron of the row: there, and neither merged nor anonymised.
    pub(super) fn active(&self, row: &Row, (column, name): &(&'static str, Name)) -> Cell<&PatronRow> {
        let record = self.id(name).and_then(|(id, _)| self.record(id));
        match record {
            Some(record) if record.state == "active" => Ok(record),
            Some(_) => Err(row.refusal(column, "merged", "The record was merged or anonymised.")),
            None => Err(row.refusal(column, "unknown-patron", "There is no such patron.")),
        }
    }
}
