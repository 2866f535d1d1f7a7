//! Which kind of file it is, and its records whichever it is.

use std::io::{self, BufRead, Cursor, Read};

use crate::{Fault, Located, Reading, iso2709, marcxml};

/// Records that cannot be read, one after the other, until the file is given up.
const PATIENCE: u32 = 1000;
/// What is looked at to tell a file's kind.
const HEAD: u64 = 512;
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// ISO 2709.
    Iso2709,
    /// MARCXML.
    MarcXml,
}

/// What was looked at, then the rest.
type Whole<R> = io::Chain<Cursor<Vec<u8>>, R>;

enum Kind<R> {
    Iso2709(iso2709::Reader<Whole<R>>),
    MarcXml(Box<marcxml::Reader<Whole<R>>>),
}

/// The records of a file.
pub struct Records<R> {
    kind: Kind<R>,
    failures: u32,
    has_ended: bool,
}

/// Begins to read a file. Fails with [`Fault::NotMarc`] when it is of neither kind.
pub fn open<R: BufRead>(mut input: R) -> Result<Records<R>, Located<Fault>> {
    let mut head = Vec::new();
    let fault = |value| Located {
        offset: 0,
        number: 1,
        value,
    };
    input
        .by_ref()
        .take(HEAD)
        .read_to_end(&mut head)
        .map_err(|_| fault(Fault::Io))?;
    let format = Format::of(&head).ok_or_else(|| fault(Fault::NotMarc))?;
    // A byte order mark belongs to neither kind.
    let marked = if head.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len()
    } else {
        0
    };
    let mut whole = Cursor::new(head).chain(input);
    Ok(Records {
        kind: match format {
            Format::Iso2709 => {
                whole.consume(marked);
                Kind::Iso2709(iso2709::Reader::at(marked as u64, whole))
            }
            Format::MarcXml => Kind::MarcXml(Box::new(marcxml::Reader::new(whole))),
        },
        failures: 0,
        has_ended: false,
    })
}

impl Format {
    /// Tells a file's kind from its beginning.
    pub fn of(head: &[u8]) -> Option<Self> {
        let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head).trim_ascii_start();
        match text {
            [b'<', ..] => Some(Self::MarcXml),
            [digit, ..] if digit.is_ascii_digit() => Some(Self::Iso2709),
            // Some systems write blanks for the length.
            _ => (head.len() > 24 && head.starts_with(b"     ")).then_some(Self::Iso2709),
        }
    }
}

impl<R> Records<R> {
    /// Which kind of file it is.
    pub fn format(&self) -> Format {
        match self.kind {
            Kind::Iso2709(_) => Format::Iso2709,
            Kind::MarcXml(_) => Format::MarcXml,
        }
    }
}

impl<R: BufRead> Records<R> {
    fn read(&mut self) -> Option<Result<Located<Reading>, Located<Fault>>> {
        match &mut self.kind {
            Kind::MarcXml(reader) => reader.next(),
            Kind::Iso2709(reader) => Some(match reader.next()? {
                Err(fault) => Err(fault),
                Ok(raw) => {
                    let (offset, number) = (raw.offset, raw.number);
                    match raw.value.decode() {
                        Ok(value) => Ok(Located { offset, number, value }),
                        Err(value) => Err(Located { offset, number, value }),
                    }
                }
            }),
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Located<Reading>, Located<Fault>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let found = self.read();
        match &found {
            None => self.has_ended = true,
            Some(Ok(_)) => self.failures = 0,
            Some(Err(fault)) => {
                self.failures += 1;
                self.has_ended = fault.value.is_last();
                if self.failures == PATIENCE {
                    self.has_ended = true;
                    return Some(Err(fault.clone().map(|_| Fault::NothingReadable)));
                }
            }
        }
        found
    }
}
