//! Reads a table: row after row, in batches.

use std::collections::HashSet;
use std::io::BufRead;
use std::sync::mpsc::SyncSender;

use crate::platform::csv::Record;
use crate::platform::secret::sha256;

use super::super::options::Options;
use super::super::piece::{BATCH, Batch, Content, Piece, Unheard, first_bytes, send};
use super::super::report::{Position, Remark};
use super::header::{Header, open};
use super::row::Row;
use super::{Context, TableKind};

/// External ids have so many characters at the most.
const LONGEST_ID: usize = 64;

/// One row of the file.
#[derive(Debug)]
pub(in crate::imports) enum Entry {
    Row(Row),
    Refused(Vec<Remark>),
}

struct Source<'a> {
    kind: TableKind,
    header: Header,
    options: &'a Options,
    /// Keys this file has had, as the first bytes of their hashes.
    seen: HashSet<u64>,
    number: u64,
}

/// Reads `input` from its beginning and hands out what comes after the first `done` rows.
pub(in crate::imports) fn read(
    kind: TableKind,
    input: impl BufRead,
    options: &Options,
    done: usize,
    sender: &SyncSender<Piece>,
) -> Result<(), Unheard> {
    let (header, mut records) = match open(kind, input, options.encoding) {
        Ok(opened) => opened,
        Err(fault) => return send(sender, Piece::Failed(fault.code())),
    };
    let mut source = Source {
        kind,
        header,
        options,
        seen: HashSet::new(),
        number: 0,
    };
    let (mut entries, mut bytes) = (Vec::new(), 0);
    loop {
        let entry = match records.read() {
            Err(_) => return send(sender, Piece::Failed("unreadable")),
            Ok(None) => break,
            Ok(Some(Ok(record))) => {
                bytes = record.offset;
                source.entry(&record)
            }
            Ok(Some(Err((line, offset, fault)))) => {
                bytes = offset;
                let remark = Remark {
                    code: fault.code(),
                    detail: fault.to_string(),
                    ..refusal(source.place(line, offset))
                };
                Entry::Refused(vec![remark])
            }
        };
        if source.number > done as u64 {
            entries.push(entry);
        }
        if entries.len() == BATCH {
            hand_out(sender, std::mem::take(&mut entries), bytes)?;
        }
    }
    hand_out(sender, entries, bytes)
}

fn hand_out(sender: &SyncSender<Piece>, entries: Vec<Entry>, bytes: u64) -> Result<(), Unheard> {
    if entries.is_empty() {
        return Ok(());
    }
    let batch = Batch {
        count: entries.len(),
        content: Content::Rows(entries),
        bytes,
    };
    send(sender, Piece::Batch(batch))
}

fn refusal(at: Position) -> Remark {
    Remark {
        at: Box::new(at),
        is_refusal: true,
        ..Remark::default()
    }
}

impl Source<'_> {
    fn place(&mut self, line: u64, offset: u64) -> Position {
        self.number += 1;
        Position {
            record_number: self.number,
            byte_offset: offset,
            line_number: Some(line),
            ..Position::default()
        }
    }

    fn entry(&mut self, record: &Record) -> Entry {
        let at = self.place(record.line, record.offset);
        if record.cells.len() != self.header.width {
            let (found, wanted) = (record.cells.len(), self.header.width);
            return Entry::Refused(vec![Remark {
                code: "wrong-number-of-cells",
                detail: format!("The row has {found} cells, the first row {wanted}."),
                ..refusal(at)
            }]);
        }
        let cell = |place: &Option<usize>| {
            let text = record.cells.get((*place)?)?;
            Some(text.to_owned()).filter(|text| !text.trim().is_empty())
        };
        let mut row = Row {
            at,
            kind: self.kind,
            cells: self.header.places.iter().map(cell).collect(),
        };
        match self.refuse(&mut row) {
            Some(remark) => Entry::Refused(vec![remark]),
            None => Entry::Row(row),
        }
    }

    /// Refuses ids that are none, and a row whose key an earlier one has had.
    fn refuse(&mut self, row: &mut Row) -> Option<Remark> {
        for column in ["external_id", "external_source"] {
            let Some(place) = row.kind.place(column) else { continue };
            let Some(text) = row.cells[place].as_deref().map(str::trim) else {
                continue;
            };
            if text.chars().count() > LONGEST_ID || text.chars().any(char::is_control) {
                return Some(row.refusal(column, "length", "One line of at most 64 characters."));
            }
            row.cells[place] = Some(text.to_owned());
        }
        row.at.external_id = row.get_if_any("external_id").map(str::to_owned);
        for (column, is_of_source) in self.kind.keys() {
            let Some(text) = row.get(column) else { continue };
            let mark = if *is_of_source {
                let source = self.options.source.as_deref().unwrap_or_default();
                Context::mark(column, row.get("external_source").unwrap_or(source), text)
            } else {
                Context::mark(column, "", &text.trim().to_uppercase())
            };
            if !self.seen.insert(mark) {
                return Some(row.refusal(column, "twice", "An earlier row of the file has the same."));
            }
        }
        None
    }
}

impl Context {
    /// The mark of a key in memory.
    pub(super) fn mark(column: &str, source: &str, value: &str) -> u64 {
        first_bytes(&sha256(format!("{column}\n{source}\n{value}").as_bytes()))
    }
}
