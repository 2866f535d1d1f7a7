//! What is read of a file ahead of the database, on a thread of its own.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use uuid::Uuid;

use crate::platform::db::Db;

use super::kind::Kind;
use super::marc;
use super::options::Options;
use super::store;
use super::table;

/// Records of one transaction.
pub(super) const BATCH: usize = 500;
/// Batches that are read before they are asked for.
const AHEAD: usize = 2;

/// Records one after the other, and how far into the file they go.
#[derive(Debug)]
pub(super) struct Batch {
    pub content: Content,
    pub count: usize,
    pub bytes: u64,
}

/// What stands in a file.
#[derive(Debug)]
pub(super) enum Content {
    /// Of MARC.
    Records(Vec<marc::Entry>),
    /// Of a table.
    Rows(Vec<table::Entry>),
}

/// What the file gives.
pub(super) enum Piece {
    Batch(Batch),
    /// Nothing more. A reader that stops without it has failed.
    End,
    /// It is no such file, or cannot be read.
    Failed(&'static str),
}

/// Nobody listens.
pub(super) struct Unheard;

/// Reads `input` from its beginning and hands out what comes after the first `done` records.
pub(super) fn read(kind: Kind, input: impl BufRead + Send + 'static, options: Options, done: usize) -> Receiver<Piece> {
    let (sender, receiver) = sync_channel(AHEAD);
    thread::spawn(move || {
        let read = match kind {
            Kind::Marc => marc::read(input, options, done, &sender),
            Kind::Table(table) => table::read(table, input, &options, done, &sender),
        };
        // Nobody listens any more when the import was cancelled.
        let _ = read.and_then(|()| send(&sender, Piece::End));
    });
    receiver
}

pub(super) fn send(sender: &SyncSender<Piece>, piece: Piece) -> Result<(), Unheard> {
    sender.send(piece).map_err(|_| Unheard)
}

pub(super) fn first_bytes(hash: &[u8; 32]) -> u64 {
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
