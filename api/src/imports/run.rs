//! The work on imports: batch after batch, each its own transaction that also keeps how far the import is.

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

use super::kind::Kind;
use super::marc;
use super::piece::{self, Batch, Content, Piece};
use super::report::Remark;
use super::store::{self, Claimed, Ending};
use super::table;
use super::taken::Taken;

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
                let file = piece::stored(db.clone(), import.id);
                let pieces = piece::read(import.kind(), file, import.options.0.clone(), done);
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
    let mut run = Run {
        import,
        taker: match import.kind() {
            Kind::Marc => Taker::Records(marc::Records::of(conn, import)?),
            Kind::Table(kind) => Taker::Rows(table::Rows::of(conn, kind, import)?),
        },
        problems: import.problems_count,
    };
    let mut records = import.records_count;
    for piece in pieces {
        match piece {
            Piece::Failed(code) => return run.end(conn, Ending::Failed(code), clock.now()),
            Piece::End => return run.end(conn, Ending::Done, clock.now()),
            Piece::Batch(batch) => match run.take(conn, &batch, clock.now()) {
                Ok(()) => {
                    records += i32::try_from(batch.count).unwrap_or(0);
                    tell(records);
                }
                Err(Stop::Cancelled) => return Ok(()),
                Err(Stop::Database(error)) => return Err(error),
            },
        }
    }
    run.end(conn, Ending::Failed("unreadable"), clock.now())
}

/// Whatever takes a kind of file in.
enum Taker<'a> {
    Records(marc::Records<'a>),
    Rows(table::Rows),
}

/// How a batch is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    AtOnce,
    /// A savepoint for each record: one that the database refuses costs no other.
    OneByOne,
}

struct Run<'a> {
    import: &'a Claimed,
    taker: Taker<'a>,
    /// What was said so far.
    problems: i32,
}

impl Run<'_> {
    fn take(&mut self, conn: &mut PgConnection, batch: &Batch, now: DateTime<Utc>) -> Result<(), Stop> {
        if let (Taker::Records(taker), Content::Records(entries)) = (&mut self.taker, &batch.content) {
            taker.prepare(conn, entries, now)?;
        }
        let taken = match self.take_and_keep(conn, batch, now, How::AtOnce) {
            Err(Stop::Database(error)) if is_about_rows(&error) => {
                self.take_and_keep(conn, batch, now, How::OneByOne)?
            }
            other => other?,
        };
        match &mut self.taker {
            Taker::Records(taker) => taker.remember(&taken),
            Taker::Rows(taker) => taker.remember(&taken),
        }
        self.problems += i32::try_from(taken.remarks.len()).unwrap_or(0);
        Ok(())
    }

    /// What is done and said, and how far the import is: one transaction.
    fn take_and_keep(
        &self,
        conn: &mut PgConnection,
        batch: &Batch,
        now: DateTime<Utc>,
        how: How,
    ) -> Result<Taken, Stop> {
        conn.transaction(|conn| {
            let mut taken = self.take_entries(conn, batch, now, how)?;
            taken.remarks.sort_by_key(|remark| remark.at.record_number);
            store::say(conn, self.import.id, self.problems, &taken.remarks)?;
            let problems = i32::try_from(taken.remarks.len()).unwrap_or(0);
            let bytes = i64::try_from(batch.bytes).unwrap_or(i64::MAX);
            if store::advance(conn, self.import.id, &taken.counts, problems, bytes)? {
                Ok(taken)
            } else {
                Err(Stop::Cancelled)
            }
        })
    }

    fn take_entries(&self, conn: &mut PgConnection, batch: &Batch, now: DateTime<Utc>, how: How) -> QueryResult<Taken> {
        match (&self.taker, &batch.content) {
            (Taker::Records(taker), Content::Records(entries)) => {
                let (records, refused) = marc::parted(entries);
                let take = |conn: &mut PgConnection, some: &[&marc::Prepared]| taker.take(conn, some, now);
                let taken = all(conn, &records, how, take, marc::Prepared::refused)?;
                Ok(refused_before(refused).and(taken))
            }
            (Taker::Rows(taker), Content::Rows(entries)) => {
                let (rows, refused) = table::parted(entries);
                let take = |conn: &mut PgConnection, some: &[&table::Row]| taker.take(conn, some, now);
                let taken = all(conn, &rows, how, take, table::Row::refused_by_database)?;
                Ok(refused_before(refused).and(taken))
            }
            // The reader of a kind hands out nothing else.
            _ => Ok(Taken::default()),
        }
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

fn all<R>(
    conn: &mut PgConnection,
    records: &[&R],
    how: How,
    take: impl Fn(&mut PgConnection, &[&R]) -> QueryResult<Taken>,
    refused: impl Fn(&R) -> Taken,
) -> QueryResult<Taken> {
    if how == How::AtOnce {
        return take(conn, records);
    }
    let mut all = Taken::default();
    for record in records {
        all = all.and(match conn.transaction(|conn| take(conn, &[*record])) {
            Ok(taken) => taken,
            Err(error) if is_about_rows(&error) => refused(record),
            Err(error) => return Err(error),
        });
    }
    Ok(all)
}

/// Records that were refused when they were read.
fn refused_before(refused: Vec<&[Remark]>) -> Taken {
    let mut taken = Taken::default();
    for remarks in refused {
        taken.counts.records += 1;
        taken.counts.records_refused += 1;
        taken.remarks.extend(remarks.iter().cloned());
    }
    taken
}

/// The service itself, as the author of what an import leaves behind.
pub(super) fn service(now: DateTime<Utc>) -> Author {
    Author {
        kind: AuthorKind::System,
        now,
        request_id: "".into(),
    }
}

/// Whether the database refused what was written, and did not itself fail.
fn is_about_rows(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => false,
        DieselError::DatabaseError(..) | DieselError::SerializationError(_) => true,
        _ => false,
    }
}
