//! The rows of a table, each complete or with what is wrong with it.

use std::io::{self, BufRead};

use super::encoding::Encoding;
use super::guard::unguarded;
use super::lines::{LONGEST, Line, Lines};

/// A row may go over so many lines: an address has a few.
const MOST_LINES: usize = 100;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The line it begins on, from 1.
    pub line: u64,
    /// Where in the file it begins.
    pub offset: u64,
    /// Its cells, in their order.
    pub cells: Vec<String>,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Longer than any row is.
    #[error("The row has more than 64 KB.")]
    TooLong,
    /// Quotes inside a cell that is not quoted, or something after the closing quote.
    #[error("A quote stands where none can; inside a quoted cell it is written twice.")]
    BadQuotes,
    /// The quote that would close is missing.
    #[error("A quote is opened and not closed.")]
    OpenQuote,
    /// Bytes that are no text.
    #[error("Bytes of the row are no text in the file's encoding.")]
    BadEncoding,
    /// NUL.
    #[error("The row holds the character NUL.")]
    Nul,
}

impl Fault {
    /// The kebab-case code.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "row-too-long",
            Self::BadQuotes => "bad-quotes",
            Self::OpenQuote => "open-quote",
            Self::BadEncoding => "bad-encoding",
            Self::Nul => "nul-character",
        }
    }
}

/// A fault with the line and the place of its row.
pub type Faulty = (u64, u64, Fault);

/// Reads row after row.
pub struct Records<R> {
    lines: Lines<R>,
    encoding: Encoding,
    delimiter: u8,
}

/// Where in a row the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Plain,
    Quoted,
    /// After a quote inside a quoted cell: its end, or the first of two.
    Quote,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(input: R, encoding: Encoding) -> Self {
        Self {
            lines: Lines::new(input),
            encoding,
            delimiter: b',',
        }
    }

    /// The first row, which says what stands between cells.
    pub(super) fn read_header(&mut self) -> io::Result<Option<Result<Record, Faulty>>> {
        let Some(mut line) = self.lines.read()? else {
            return Ok(None);
        };
        if let Some(rest) = line.bytes.strip_prefix(b"\xEF\xBB\xBF") {
            line.bytes = rest.to_vec();
        }
        self.delimiter = most_frequent(&line.bytes);
        self.lines.put_back(vec![line]);
        self.read()
    }

    /// The next row that is not empty. None after the last.
    pub fn read(&mut self) -> io::Result<Option<Result<Record, Faulty>>> {
        loop {
            match self.lines.read()? {
                None => return Ok(None),
                Some(line) if line.is_empty() && !line.is_too_long => {}
                Some(line) => {
                    let place = (line.number, line.offset);
                    let found = self.complete(line)?;
                    return Ok(Some(found.map_err(|fault| (place.0, place.1, fault))));
                }
            }
        }
    }

    /// Adds lines while a quote is open. When it stays open, only the first line is lost.
    fn complete(&mut self, first: Line) -> io::Result<Result<Record, Fault>> {
        let (number, offset) = (first.number, first.offset);
        if first.is_too_long {
            return Ok(Err(Fault::TooLong));
        }
        let mut bytes = first.bytes;
        let Some(mut place) = scan(Place::Start, &bytes, self.delimiter) else {
            return Ok(Err(Fault::BadQuotes));
        };
        let mut further = Vec::new();
        while place == Place::Quoted {
            let next = if further.len() < MOST_LINES {
                self.lines.read()?
            } else {
                None
            };
            let Some(line) = next else {
                self.lines.put_back(further);
                return Ok(Err(Fault::OpenQuote));
            };
            let is_too_long = line.is_too_long || bytes.len() + line.bytes.len() > LONGEST;
            bytes.extend_from_slice(&line.bytes);
            let after = scan(place, &line.bytes, self.delimiter);
            further.push(line);
            match after {
                Some(after) if !is_too_long => place = after,
                Some(_) | None => {
                    self.lines.put_back(further);
                    return Ok(Err(if is_too_long {
                        Fault::OpenQuote
                    } else {
                        Fault::BadQuotes
                    }));
                }
            }
        }
        Ok(self.cells(&bytes).map(|cells| Record {
            line: number,
            offset,
            cells,
        }))
    }

    fn cells(&self, bytes: &[u8]) -> Result<Vec<String>, Fault> {
        if bytes.contains(&0) {
            return Err(Fault::Nul);
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .buffer_capacity(bytes.len().max(1))
            .from_reader(bytes);
        let mut record = csv::ByteRecord::new();
        // Reading from memory does not fail, and rows may have any number of cells.
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            return Err(Fault::BadQuotes);
        }
        let cell = |cell: &[u8]| self.encoding.decode(cell).map(|text| unguarded(&text).to_owned());
        record
            .iter()
            .map(cell)
            .collect::<Option<Vec<_>>>()
            .ok_or(Fault::BadEncoding)
    }
}

/// Goes over a line. None when a quote stands where none can.
fn scan(from: Place, bytes: &[u8], delimiter: u8) -> Option<Place> {
    let mut place = from;
    for byte in bytes {
        let ends = *byte == delimiter || matches!(byte, b'\n' | b'\r');
        place = match (place, byte) {
            (Place::Quoted, b'"') => Place::Quote,
            (Place::Quoted, _) => Place::Quoted,
            (Place::Quote, b'"') => Place::Quoted,
            (Place::Start, b'"') => Place::Quoted,
            (Place::Plain, b'"') => return None,
            (Place::Quote, _) if !ends => return None,
            (_, _) if ends => Place::Start,
            (_, _) => Place::Plain,
        };
    }
    Some(place)
}

fn most_frequent(line: &[u8]) -> u8 {
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    let mut best = b',';
    for delimiter in [b';', b'\t'] {
        if count(delimiter) > count(best) {
            best = delimiter;
        }
    }
    best
}
