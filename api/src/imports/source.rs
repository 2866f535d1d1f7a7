//! Reads a file ahead of the database: decoded, mapped and in batches, on a thread of its own.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use carrel_marc::{Fault, Field, Located, Reading, Record, iso2709, open};
use uuid::Uuid;

use crate::platform::db::Db;
use crate::platform::secret::sha256;

use super::map::{self, ItemFields, TitleFields};
use super::options::Options;
use super::report::{self, Position, Reason, Remark};
use super::store;

/// Records of one transaction.
pub(super) const BATCH: usize = 500;
/// Batches that are read before they are asked for.
const AHEAD: usize = 2;
const LONGEST_NUMBER: usize = 64;

/// A record that can be taken in.
#[derive(Debug)]
pub(super) struct Prepared {
    pub position: Position,
    pub source: String,
    pub content_hash: [u8; 32],
    pub marc: Vec<u8>,
    pub title: TitleFields,
    pub items: Vec<ItemFields>,
    /// Items that cannot be.
    pub refused_items: i32,
    pub remarks: Vec<Remark>,
}

/// One record of the file.
#[derive(Debug)]
pub(super) enum Entry {
    Record(Box<Prepared>),
    Refused(Vec<Remark>),
}

/// Records one after the other, and how far into the file they go.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub entries: Vec<Entry>,
    pub bytes: u64,
}

/// What the file gives.
pub(super) enum Piece {
    Batch(Batch),
    /// It is no file of records, or cannot be read.
    Failed(&'static str),
}

/// Reads `input` from its beginning and hands out what comes after the first `done` records.
pub(super) fn read(input: impl BufRead + Send + 'static, options: Options, done: usize) -> Receiver<Piece> {
    let (sender, receiver) = sync_channel(AHEAD);
    thread::spawn(move || {
        // Nobody listens any more when the import was cancelled.
        let _ = Source::new(options, done).run(input, &sender);
    });
    receiver
}

struct Source {
    options: Options,
    done: usize,
    /// Records this file has had, as the first bytes of their hashes.
    seen: HashSet<u64>,
    batch: Batch,
}

/// Nobody listens.
struct Unheard;

impl Source {
    fn new(options: Options, done: usize) -> Self {
        Self {
            options,
            done,
            seen: HashSet::new(),
            batch: Batch::default(),
        }
    }

    fn run(mut self, input: impl BufRead, sender: &SyncSender<Piece>) -> Result<(), Unheard> {
        let records = match open(input) {
            Ok(records) => records,
            Err(fault) => return send(sender, Piece::Failed(fault.value.code())),
        };
        for (index, found) in records.enumerate() {
            let is_done = index < self.done;
            let entry = match found {
                Err(fault) if matches!(fault.value, Fault::NotMarc | Fault::Io) => {
                    return send(sender, Piece::Failed(fault.value.code()));
                }
                Err(fault) => Entry::Refused(vec![report::fault(&fault)]),
                Ok(reading) => {
                    self.batch.bytes = reading.offset;
                    self.prepare(&reading)
                }
            };
            if !is_done {
                self.batch.entries.push(entry);
            }
            if self.batch.entries.len() == BATCH {
                self.hand_out(sender)?;
            }
        }
        self.hand_out(sender)
    }

    fn hand_out(&mut self, sender: &SyncSender<Piece>) -> Result<(), Unheard> {
        let bytes = self.batch.bytes;
        let batch = std::mem::replace(
            &mut self.batch,
            Batch {
                entries: Vec::new(),
                bytes,
            },
        );
        if batch.entries.is_empty() {
            return Ok(());
        }
        send(sender, Piece::Batch(batch))
    }

    fn prepare(&mut self, reading: &Located<Reading>) -> Entry {
        let record = &reading.value.record;
        let position = Position {
            record_number: reading.number,
            byte_offset: reading.offset,
            control_number: record.control(b"001").and_then(number),
        };
        let source = record
            .control(b"003")
            .and_then(number)
            .or_else(|| self.options.source.clone())
            .unwrap_or_default();
        let content_hash = sha256(&iso2709::write_long(&self.essence(record)));
        let key = match &position.control_number {
            Some(number) => sha256(format!("{source}\n{number}").as_bytes()),
            None => content_hash,
        };
        if !self.seen.insert(first_bytes(&key)) {
            let detail = "An earlier record of the file has the same number.";
            return Entry::Refused(vec![position.remark(Reason::DuplicateNumber, Some("001"), detail)]);
        }
        let mut remarks = report::notes(reading, &position);
        let title = match map::title(record, &position) {
            Ok((title, noticed)) => {
                remarks.extend(noticed);
                title
            }
            Err(refusal) => {
                remarks.push(refusal);
                return Entry::Refused(remarks);
            }
        };
        let (items, without) = map::items(record, &self.options, &position);
        let refused_items = i32::try_from(without.len()).unwrap_or(i32::MAX);
        remarks.extend(without);
        Entry::Record(Box::new(Prepared {
            position,
            source,
            content_hash,
            marc: iso2709::write_long(record),
            title,
            items,
            refused_items,
            remarks,
        }))
    }

    /// The record without what changes although the title does not: its items, and when it was last touched.
    fn essence(&self, record: &Record) -> Record {
        let items_tag = self.options.items_tag.as_deref().map(str::as_bytes);
        let is_essential = |field: &&Field| field.tag() != b"005" && Some(&field.tag()[..]) != items_tag;
        Record {
            leader: record.leader.clone(),
            fields: record.fields.iter().filter(is_essential).cloned().collect(),
        }
    }
}

fn send(sender: &SyncSender<Piece>, piece: Piece) -> Result<(), Unheard> {
    sender.send(piece).map_err(|_| Unheard)
}

/// A number or a source as it is kept; none of what is longer than any is.
fn number(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text.chars().count() <= LONGEST_NUMBER).then(|| text.to_owned())
}

fn first_bytes(hash: &[u8; 32]) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    u64::from_be_bytes(first)
}

/// The file of an import, as it was stored.
pub(super) fn stored(db: Db, import_id: Uuid) -> impl BufRead + Send + 'static {
    BufReader::new(Stored {
        db,
        import_id,
        next: 0,
        piece: Cursor::new(Vec::new()),
    })
}

struct Stored {
    db: Db,
    import_id: Uuid,
    next: i32,
    piece: Cursor<Vec<u8>>,
}

impl Read for Stored {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.piece.read(into)?;
        if read > 0 || into.is_empty() {
            return Ok(read);
        }
        let mut conn = self.db.connection().map_err(|_| io::Error::other("no connection"))?;
        let piece = store::chunk(&mut conn, self.import_id, self.next).map_err(io::Error::other)?;
        let Some(piece) = piece else { return Ok(0) };
        self.next += 1;
        self.piece = Cursor::new(piece);
        self.piece.read(into)
    }
}
