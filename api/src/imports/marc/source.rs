//! Reads a file of MARC records: decoded, mapped and in batches.

use std::collections::HashSet;
use std::io::BufRead;
use std::sync::mpsc::SyncSender;

use carrel_marc::{Fault, Field, Located, Reading, Record, iso2709, open};

use crate::platform::secret::sha256;

use super::super::options::Options;
use super::super::piece::{BATCH, Batch, Content, Piece, Unheard, first_bytes, send};
use super::super::report::{Position, Remark};
use super::map::{self, ItemFields, TitleFields};
use super::report::{self, Reason};

const LONGEST_NUMBER: usize = 64;

/// A record that can be taken in.
#[derive(Debug)]
pub(in crate::imports) struct Prepared {
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
pub(in crate::imports) enum Entry {
    Record(Box<Prepared>),
    Refused(Vec<Remark>),
}

/// Reads `input` from its beginning and hands out what comes after the first `done` records.
pub(in crate::imports) fn read(
    input: impl BufRead,
    options: Options,
    done: usize,
    sender: &SyncSender<Piece>,
) -> Result<(), Unheard> {
    Source::new(options, done).run(input, sender)
}

struct Source {
    options: Options,
    done: usize,
    /// Records this file has had, as the first bytes of their hashes.
    seen: HashSet<u64>,
    entries: Vec<Entry>,
    bytes: u64,
}

impl Source {
    fn new(options: Options, done: usize) -> Self {
        Self {
            options,
            done,
            seen: HashSet::new(),
            entries: Vec::new(),
            bytes: 0,
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
                    self.bytes = reading.offset;
                    self.prepare(&reading)
                }
            };
            if !is_done {
                self.entries.push(entry);
            }
            if self.entries.len() == BATCH {
                self.hand_out(sender)?;
            }
        }
        self.hand_out(sender)
    }

    fn hand_out(&mut self, sender: &SyncSender<Piece>) -> Result<(), Unheard> {
        let entries = std::mem::take(&mut self.entries);
        if entries.is_empty() {
            return Ok(());
        }
        let batch = Batch {
            count: entries.len(),
            content: Content::Records(entries),
            bytes: self.bytes,
        };
        send(sender, Piece::Batch(batch))
    }

    fn prepare(&mut self, reading: &Located<Reading>) -> Entry {
        let record = &reading.value.record;
        let position = Position {
            record_number: reading.number,
            byte_offset: reading.offset,
            control_number: record.control(b"001").and_then(number),
            ..Position::default()
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

/// A number or a source as it is kept; none of what is longer than any is.
fn number(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text.chars().count() <= LONGEST_NUMBER).then(|| text.to_owned())
}
