//! The work on imports: batch after batch, each its own transaction that also keeps how far the import is.

use std::collections::HashSet;
use std::sync::mpsc::Receiver;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use serde_json::json;

use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::jobs;
use crate::platform::problem::Problem;
use crate::platform::record::{Author, AuthorKind, Deed, note};

use super::batch::{self, Context, Taken};
use super::codes::Codes;
use super::map::ItemFields;
use super::report::Reason;
use super::source::{self, Batch, Entry, Piece, Prepared};
use super::store::{self, Claimed, Ending};

/// One import runs at a time, in whichever copy of the service.
pub(super) const JOB: &str = "imports";

/// Why an import does not go on.
#[derive(Debug, thiserror::Error)]
enum Stop {
    #[error("cancelled")]
    Cancelled,
    #[error("database")]
    Database(#[from] DieselError),
}

/// Works on what waits, and on what was interrupted, until nothing does. Returns at once while another copy of the service
/// is at it.
pub(crate) fn run_waiting(db: &Db, clock: &Clock) -> Result<(), Problem> {
    let mut conn = db.connection()?;
    loop {
        let done = jobs::alone(&mut conn, JOB, |conn| {
            store::abandon_lost(conn, clock.now())?;
            while let Some(import) = store::start_next(conn, clock.now())? {
                let done = usize::try_from(import.records_count).unwrap_or(0);
                let file = source::stored(db.clone(), import.id);
                let pieces = source::read(file, import.options.0.clone(), done);
                work(conn, clock, &import, &pieces, |_| {})?;
            }
            Ok(())
        })?;
        // What was queued while the last one ended found the job taken.
        if done.is_none() || !store::is_waiting(&mut conn)? {
            return Ok(());
        }
    }
}

/// Takes in what the file gives. `tell` hears how many records are done.
pub(super) fn work(
    conn: &mut PgConnection,
    clock: &Clock,
    import: &Claimed,
    pieces: &Receiver<Piece>,
    mut tell: impl FnMut(i32),
) -> QueryResult<()> {
    let options = &import.options.0;
    let mut run = Run {
        import,
        context: Context {
            branch_id: import.branch_id,
            items_tag: options.items_tag.clone(),
            dry_run: options.dry_run,
            codes: Codes::load(conn)?,
            pretended: HashSet::new(),
        },
        problems: import.problems_count,
    };
    let mut records = import.records_count;
    for piece in pieces {
        match piece {
            Piece::Failed(code) => return run.end(conn, Ending::Failed(code), clock.now()),
            Piece::Batch(batch) => match run.take(conn, &batch, clock.now()) {
                Ok(()) => {
                    records += i32::try_from(batch.entries.len()).unwrap_or(0);
                    tell(records);
                }
                Err(Stop::Cancelled) => return Ok(()),
                Err(Stop::Database(error)) => return Err(error),
            },
        }
    }
    run.end(conn, Ending::Done, clock.now())
}

struct Run<'a> {
    import: &'a Claimed,
    context: Context,
    /// What was said so far.
    problems: i32,
}

impl Run<'_> {
    fn take(&mut self, conn: &mut PgConnection, batch: &Batch, now: DateTime<Utc>) -> Result<(), Stop> {
        self.make_codes(conn, batch, now)?;
        let at_once = conn.transaction(|conn| {
            let taken = self.take_records(conn, batch, now, Self::all)?;
            self.keep(conn, batch, taken)
        });
        let taken = match at_once {
            Err(Stop::Database(error)) if is_about_rows(&error) => conn.transaction(|conn| {
                let taken = self.take_records(conn, batch, now, Self::one_by_one)?;
                self.keep(conn, batch, taken)
            })?,
            other => other?,
        };
        self.context.remember(&taken);
        self.problems += i32::try_from(taken.remarks.len()).unwrap_or(0);
        Ok(())
    }

    fn take_records(
        &self,
        conn: &mut PgConnection,
        batch: &Batch,
        now: DateTime<Utc>,
        how: impl Fn(&Self, &mut PgConnection, &[&Prepared], DateTime<Utc>) -> QueryResult<Taken>,
    ) -> QueryResult<Taken> {
        let mut refused = Taken::default();
        let mut records: Vec<&Prepared> = Vec::with_capacity(batch.entries.len());
        for entry in &batch.entries {
            match entry {
                Entry::Record(record) => records.push(record),
                Entry::Refused(remarks) => {
                    refused.counts.records += 1;
                    refused.counts.records_refused += 1;
                    refused.remarks.extend(remarks.iter().cloned());
                }
            }
        }
        let mut taken = refused.and(how(self, conn, &records, now)?);
        taken.remarks.sort_by_key(|remark| remark.record_number);
        Ok(taken)
    }

    fn all(&self, conn: &mut PgConnection, records: &[&Prepared], now: DateTime<Utc>) -> QueryResult<Taken> {
        batch::take(conn, &self.context, records, now)
    }

    /// A savepoint for each record: one that the database refuses costs no other.
    fn one_by_one(&self, conn: &mut PgConnection, records: &[&Prepared], now: DateTime<Utc>) -> QueryResult<Taken> {
        let mut all = Taken::default();
        for record in records {
            let taken = conn.transaction(|conn| batch::take(conn, &self.context, &[record], now));
            all = all.and(match taken {
                Ok(taken) => taken,
                Err(error) if is_about_rows(&error) => refused(record),
                Err(error) => return Err(error),
            });
        }
        Ok(all)
    }

    /// What was done and said, in the batch's own transaction.
    fn keep(&self, conn: &mut PgConnection, batch: &Batch, taken: Taken) -> Result<Taken, Stop> {
        store::say(conn, self.import.id, self.problems, &taken.remarks)?;
        let problems = i32::try_from(taken.remarks.len()).unwrap_or(0);
        let bytes = i64::try_from(batch.bytes).unwrap_or(i64::MAX);
        if store::advance(conn, self.import.id, &taken.counts, problems, bytes)? {
            Ok(taken)
        } else {
            Err(Stop::Cancelled)
        }
    }

    fn make_codes(&mut self, conn: &mut PgConnection, batch: &Batch, now: DateTime<Utc>) -> QueryResult<()> {
        if !self.import.options.0.create_codes {
            return Ok(());
        }
        let branch_id = self.context.branch_id;
        if self.context.dry_run {
            self.context.codes.pretend(items(batch), branch_id);
            return Ok(());
        }
        let codes = &mut self.context.codes;
        conn.transaction(|conn| {
            for created in codes.complete(conn, items(batch), branch_id)? {
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

    fn end(&self, conn: &mut PgConnection, ending: Ending, now: DateTime<Utc>) -> QueryResult<()> {
        conn.transaction(|conn| {
            if store::finish(conn, self.import.id, ending, now)? {
                let state = if ending == Ending::Done { "done" } else { "failed" };
                let deed = Deed::on("import.finished", "import", self.import.id);
                note(conn, &service(now), deed.changing(json!({ "state": state })))?;
            }
            Ok(())
        })
    }
}

fn items(batch: &Batch) -> impl Iterator<Item = &ItemFields> {
    let records = batch.entries.iter().filter_map(|entry| match entry {
        Entry::Record(record) => Some(record),
        Entry::Refused(_) => None,
    });
    records.flat_map(|record| &record.items)
}

fn service(now: DateTime<Utc>) -> Author {
    Author {
        kind: AuthorKind::System,
        now,
        request_id: "".into(),
    }
}

fn refused(record: &Prepared) -> Taken {
    let mut taken = Taken::default();
    taken.counts.records = 1;
    taken.counts.records_refused = 1;
    taken.remarks = record.remarks.clone();
    let detail = "The database refuses the record or one of its items.";
    taken
        .remarks
        .push(record.position.remark(Reason::RefusedByDatabase, None, detail));
    taken
}

/// Whether the database refused what was written, and did not itself fail.
fn is_about_rows(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => false,
        DieselError::DatabaseError(..) | DieselError::SerializationError(_) => true,
        _ => false,
    }
}
