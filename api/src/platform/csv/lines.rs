//! The lines of a file, whichever way they end: LF, CRLF, CR.

use std::collections::VecDeque;
use std::io::{self, BufRead};

/// A line may have so many bytes; of a longer one the beginning is kept.
pub(super) const LONGEST: usize = 64 << 10;

/// A line with what ends it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// From 1.
    pub number: u64,
    /// Where in the file it begins.
    pub offset: u64,
    pub bytes: Vec<u8>,
    pub is_too_long: bool,
}

impl Line {
    /// Nothing but its end.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.iter().all(|byte| matches!(byte, b'\n' | b'\r'))
    }
}

pub(super) struct Lines<R> {
    input: R,
    number: u64,
    offset: u64,
    again: VecDeque<Line>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            number: 0,
            offset: 0,
            again: VecDeque::new(),
        }
    }

    /// Gives these lines once more, before any other.
    pub(super) fn put_back(&mut self, lines: Vec<Line>) {
        for line in lines.into_iter().rev() {
            self.again.push_front(line);
        }
    }

    /// The next line. None after the last.
    pub(super) fn read(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(line));
        }
        let mut line = Line {
            number: self.number + 1,
            offset: self.offset,
            ..Line::default()
        };
        let mut ended_by = None;
        while ended_by.is_none() {
            let piece = self.input.fill_buf()?;
            if piece.is_empty() {
                break;
            }
            let end = piece.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let taken = end.map_or(piece.len(), |at| at + 1);
            ended_by = end.map(|at| piece[at]);
            keep(&mut line, &piece[..taken]);
            self.input.consume(taken);
            self.offset += taken as u64;
        }
        if ended_by == Some(b'\r') && self.input.fill_buf()?.first() == Some(&b'\n') {
            keep(&mut line, b"\n");
            self.input.consume(1);
            self.offset += 1;
        }
        if self.offset == line.offset {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(line))
    }
}

fn keep(line: &mut Line, bytes: &[u8]) {
    let room = LONGEST - line.bytes.len();
    line.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
    line.is_too_long |= bytes.len() > room;
}
