//! MARC records: titles with their items.

mod batch;
mod codes;
mod map;
mod report;
mod source;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use crate::platform::record::{Deed, note};

use super::report::Remark;
use super::run::service;
use super::store::Claimed;
use super::taken::Taken;

use batch::Context;
use map::ItemFields;
use report::Reason;

pub(super) use codes::Codes;
pub(super) use map::TitleFields;
pub(crate) use map::three_letters;
pub(super) use source::{Entry, Prepared, read};

/// Takes records into the catalogue.
pub(super) struct Records<'a> {
    import: &'a Claimed,
    context: Context,
}

impl<'a> Records<'a> {
    pub(super) fn of(conn: &mut PgConnection, import: &'a Claimed) -> QueryResult<Self> {
        let options = &import.options.0;
        Ok(Self {
            import,
            context: Context {
                branch_id: import.branch_id,
                items_tag: options.items_tag.clone(),
                dry_run: options.dry_run,
                codes: Codes::load(conn)?,
                pretended: HashSet::new(),
            },
        })
    }

    /// Makes the codes that are missing, where that is wanted.
    pub(super) fn prepare(
        &mut self,
        conn: &mut PgConnection,
        entries: &[Entry],
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        if !self.import.options.0.create_codes {
            return Ok(());
        }
        let branch_id = self.context.branch_id;
        if self.context.dry_run {
            self.context.codes.pretend(items(entries), branch_id);
            return Ok(());
        }
        let codes = &mut self.context.codes;
        conn.transaction(|conn| {
            for created in codes.complete(conn, items(entries), branch_id)? {
                let deed = Deed::on(created.deed, created.kind, created.id);
                note(
                    conn,
                    &service(now),
                    deed.changing(json!({ "import_id": self.import.id })),
                )?;
            }
            Ok(())
        })
    }

    /// Takes records in, all or none.
    pub(super) fn take(
        &self,
        conn: &mut PgConnection,
        records: &[&Prepared],
        now: DateTime<Utc>,
    ) -> QueryResult<Taken> {
        batch::take(conn, &self.context, records, now)
    }

    /// Remembers what a batch would have added.
    pub(super) fn remember(&mut self, taken: &Taken) {
        self.context.remember(taken);
    }
}

impl Prepared {
    /// The database refuses it.
    pub(super) fn refused(&self) -> Taken {
        let mut taken = Taken::default();
        taken.counts.records = 1;
        taken.counts.records_refused = 1;
        taken.remarks = self.remarks.clone();
        let detail = "The database refuses the record or one of its items.";
        taken
            .remarks
            .push(self.position.remark(Reason::RefusedByDatabase, None, detail));
        taken
    }
}

fn items(entries: &[Entry]) -> impl Iterator<Item = &ItemFields> {
    let records = entries.iter().filter_map(|entry| match entry {
        Entry::Record(record) => Some(record),
        Entry::Refused(_) => None,
    });
    records.flat_map(|record| &record.items)
}

/// What can be taken in, and what is said of the others.
pub(super) fn parted(entries: &[Entry]) -> (Vec<&Prepared>, Vec<&[Remark]>) {
    let (mut records, mut refused) = (Vec::with_capacity(entries.len()), Vec::new());
    for entry in entries {
        match entry {
            Entry::Record(record) => records.push(&**record),
            Entry::Refused(remarks) => refused.push(remarks.as_slice()),
        }
    }
    (records, refused)
}
