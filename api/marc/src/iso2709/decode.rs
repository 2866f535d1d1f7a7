//! From the bytes of a record to the record.

use super::{LEADER, SUBFIELD, directory, is_leader, is_too_long, number};
use crate::text::{self, Encoding};
use crate::{DataField, Fault, Field, Leader, Note, Place, Reading, Record, Subfield};

const ESC: u8 = 0x1B;

pub(super) fn decode(bytes: &[u8]) -> Result<Reading, Fault> {
    let leader = bytes.get(..LEADER).filter(|_| is_leader(bytes)).and_then(Leader::new);
    let leader = leader.ok_or(Fault::BadLeader)?;
    let mut decoder = Decoder {
        encoding: Encoding::Marc8,
        notes: Vec::new(),
    };
    if number(&bytes[..5]) != Some(bytes.len()) {
        decoder.notes.push(Note::WrongLength);
    }
    let raw = directory::fields(bytes, &mut decoder.notes)?;
    decoder.encoding = decoder.encoding_of(&leader, bytes);
    let fields = raw.into_iter().enumerate();
    let fields = fields.map(|(index, (tag, value))| decoder.field(Place { tag, index }, value));
    let fields = fields.collect();
    decoder.notes.truncate(Note::MOST);
    let record = Record {
        leader: leader.in_unicode(),
        fields,
    };
    if is_too_long(&record) {
        return Err(Fault::TooLong);
    }
    Ok(Reading {
        record,
        notes: decoder.notes,
    })
}

struct Decoder {
    encoding: Encoding,
    notes: Vec<Note>,
}

impl Decoder {
    /// As the leader says. Yet what has bytes above ASCII and is UTF-8 throughout was not written in MARC-8, where such
    /// sequences mean nothing.
    fn encoding_of(&mut self, leader: &Leader, bytes: &[u8]) -> Encoding {
        let is_utf8 = || !bytes.is_ascii() && !bytes.contains(&ESC) && std::str::from_utf8(bytes).is_ok();
        if leader.is_unicode() {
            Encoding::Utf8
        } else if is_utf8() {
            self.notes.push(Note::WrongEncoding);
            Encoding::Utf8
        } else {
            Encoding::Marc8
        }
    }

    fn field(&mut self, place: Place, value: &[u8]) -> Field {
        if place.tag.starts_with(b"00") {
            return Field::Control {
                tag: place.tag,
                value: self.text(place, value),
            };
        }
        let mut parts = value.split(|byte| *byte == SUBFIELD);
        let head = parts.next().unwrap_or_default();
        let mut subfields: Vec<Subfield> = parts.filter_map(|part| self.subfield(place, part)).collect();
        let indicators = if subfields.is_empty() && head.len() > 2 {
            self.notes.push(Note::NoSubfields(place));
            subfields.push(Subfield {
                code: b'a',
                value: self.text(place, head),
            });
            [b' '; 2]
        } else {
            [indicator(head, 0), indicator(head, 1)]
        };
        Field::Data(DataField {
            tag: place.tag,
            indicators,
            subfields,
        })
    }

    /// A subfield; none when there is nothing between two delimiters.
    fn subfield(&mut self, place: Place, part: &[u8]) -> Option<Subfield> {
        let (&code, value) = part.split_first()?;
        let is_code = code.is_ascii_graphic();
        if !is_code {
            self.note(Note::BadText(place));
        }
        // What stands where the code should be is part of the value.
        let (code, value) = if is_code { (code, value) } else { (b'a', part) };
        Some(Subfield {
            code,
            value: self.text(place, value),
        })
    }

    fn text(&mut self, place: Place, bytes: &[u8]) -> String {
        let decoded = text::decode(bytes, self.encoding);
        if decoded.is_bad {
            self.note(Note::BadText(place));
        }
        if decoded.had_controls {
            self.note(Note::ControlCharacters(place));
        }
        decoded.text
    }

    /// Notes each thing once a field.
    fn note(&mut self, note: Note) {
        if self.notes.len() < Note::MOST && self.notes.last() != Some(&note) {
            self.notes.push(note);
        }
    }
}

fn indicator(head: &[u8], position: usize) -> u8 {
    let byte = head.get(position).copied().unwrap_or(b' ');
    if (0x20..0x7F).contains(&byte) { byte } else { b' ' }
}
