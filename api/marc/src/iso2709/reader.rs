//! Records of a file, one at a time, however long the file and whatever is in it.

use std::io::{self, BufRead};

use super::{LEADER, LONGEST, RECORD_END, decode, is_leader, number};
use crate::{Fault, Located, Reading};

/// How far the end of a record that is too long is looked for.
const FARTHEST: u64 = 64 << 20;

/// The bytes of one record, its end included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRecord(Vec<u8>);

impl RawRecord {
    /// The bytes as they stand in the file.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads them as a record.
    pub fn decode(&self) -> Result<Reading, Fault> {
        decode::decode(&self.0)
    }
}

/// Reads records one after the other.
pub struct Reader<R> {
    input: R,
    offset: u64,
    number: u64,
    /// The rest of what was read, when a record in it had lost its end.
    rest: Vec<u8>,
    has_ended: bool,
}

/// How far a record was read.
enum Ending {
    Complete,
    EndOfFile,
    TooLong,
}

impl<R: BufRead> Reader<R> {
    /// Reads from where `input` stands.
    pub fn new(input: R) -> Self {
        Self::at(0, input)
    }

    /// Reads from where `input` stands, so many bytes into the file.
    pub(crate) fn at(offset: u64, input: R) -> Self {
        Self {
            input,
            offset,
            number: 0,
            rest: Vec::new(),
            has_ended: false,
        }
    }

    fn read(&mut self) -> io::Result<Option<Located<Result<RawRecord, Fault>>>> {
        let (bytes, ending) = if self.rest.is_empty() {
            if !self.skip_filling()? {
                return Ok(None);
            }
            self.read_record()?
        } else {
            (std::mem::take(&mut self.rest), Ending::Complete)
        };
        self.number += 1;
        let offset = self.offset;
        self.offset += bytes.len() as u64;
        let value = self.judge(bytes, &ending);
        if matches!(ending, Ending::TooLong) && !self.has_ended {
            self.skip_record()?;
        }
        Ok(Some(Located {
            offset,
            number: self.number,
            value,
        }))
    }

    fn judge(&mut self, mut bytes: Vec<u8>, ending: &Ending) -> Result<RawRecord, Fault> {
        if !is_leader(&bytes) {
            self.has_ended = self.number == 1;
            return Err(if self.has_ended {
                Fault::NotMarc
            } else {
                Fault::BadLeader
            });
        }
        match ending {
            Ending::TooLong => Err(Fault::TooLong),
            Ending::EndOfFile => Err(Fault::Truncated),
            Ending::Complete => match another_record(&bytes) {
                Some(at) => {
                    self.offset -= (bytes.len() - at) as u64;
                    self.rest = bytes.split_off(at);
                    Err(Fault::Truncated)
                }
                None => Ok(RawRecord(bytes)),
            },
        }
    }

    /// Line ends and filling that some systems write between records. Tells whether anything follows.
    fn skip_filling(&mut self) -> io::Result<bool> {
        loop {
            let buffer = filled(&mut self.input)?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let is_filling = |byte: &&u8| matches!(byte, b'\r' | b'\n' | 0x00 | 0x1A);
            let (length, filling) = (buffer.len(), buffer.iter().take_while(is_filling).count());
            self.input.consume(filling);
            self.offset += filling as u64;
            if filling < length {
                return Ok(true);
            }
        }
    }

    fn read_record(&mut self) -> io::Result<(Vec<u8>, Ending)> {
        let mut bytes = Vec::new();
        loop {
            let buffer = filled(&mut self.input)?;
            if buffer.is_empty() {
                return Ok((bytes, Ending::EndOfFile));
            }
            let end = buffer.iter().position(|byte| *byte == RECORD_END);
            let take = end.map_or(buffer.len(), |end| end + 1).min(LONGEST - bytes.len());
            bytes.extend_from_slice(&buffer[..take]);
            self.input.consume(take);
            if bytes.last() == Some(&RECORD_END) {
                return Ok((bytes, Ending::Complete));
            }
            if bytes.len() == LONGEST || (bytes.len() > LEADER && !is_leader(&bytes) && self.number == 0) {
                return Ok((bytes, Ending::TooLong));
            }
        }
    }

    /// Leaves the rest of a record that is too long. A file that has no end for it ends here.
    fn skip_record(&mut self) -> io::Result<()> {
        let mut skipped = 0;
        while skipped < FARTHEST {
            let buffer = filled(&mut self.input)?;
            let end = buffer.iter().position(|byte| *byte == RECORD_END);
            let take = end.map_or(buffer.len(), |end| end + 1);
            let is_over = end.is_some() || buffer.is_empty();
            self.input.consume(take);
            self.offset += take as u64;
            skipped += take as u64;
            if is_over {
                return Ok(());
            }
        }
        self.has_ended = true;
        Ok(())
    }
}

/// What was read and not consumed yet; nothing at the end.
pub(crate) fn filled<R: BufRead>(input: &mut R) -> io::Result<&[u8]> {
    loop {
        match input.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    input.fill_buf()
}

/// Where a whole record begins inside what should be one: the one before it has lost its end.
fn another_record(bytes: &[u8]) -> Option<usize> {
    if number(bytes.get(..5)?) == Some(bytes.len()) {
        return None;
    }
    let last = bytes.len().checked_sub(LEADER + 2)?;
    (1..=last).find(|at| {
        let rest = &bytes[*at..];
        rest[0].is_ascii_digit() && number(&rest[..5]) == Some(rest.len()) && is_leader(rest)
    })
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Located<RawRecord>, Located<Fault>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        match self.read() {
            Ok(None) => {
                self.has_ended = true;
                None
            }
            Ok(Some(Located { offset, number, value })) => Some(match value {
                Ok(value) => Ok(Located { offset, number, value }),
                Err(value) => Err(Located { offset, number, value }),
            }),
            Err(_) => {
                self.has_ended = true;
                Some(Err(Located {
                    offset: self.offset,
                    number: self.number + 1,
                    value: Fault::Io,
                }))
            }
        }
    }
}
