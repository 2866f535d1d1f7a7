//! From the elements of a record to the record.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use crate::iso2709::is_too_long;
use crate::text::tidied;
use crate::{DataField, Fault, Field, Leader, Note, Place, Reading, Record, Subfield};

/// Where text belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Record,
    Leader,
    Control,
    Data,
    Subfield,
    /// An element that is none of a record's: what is in it is left out.
    Elsewhere,
}

/// A record while its elements come in. The first thing that is wrong with it is told when it ends.
#[derive(Default)]
pub(super) struct Builder {
    open: Vec<At>,
    leader: Option<Leader>,
    fields: Vec<Field>,
    tag: [u8; 3],
    indicators: [u8; 2],
    code: u8,
    subfields: Vec<Subfield>,
    text: String,
    notes: Vec<Note>,
    fault: Option<Fault>,
}

impl Builder {
    pub(super) fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Fault> {
        let at = match (self.open.last().copied().unwrap_or(At::Record), name) {
            (At::Record, "leader") => At::Leader,
            (At::Record, "controlfield") => At::Control,
            (At::Record, "datafield") => At::Data,
            (At::Data, "subfield") => At::Subfield,
            _ => At::Elsewhere,
        };
        match at {
            At::Control => self.tag = self.tag_of(element)?,
            At::Data => {
                self.tag = self.tag_of(element)?;
                self.indicators = [one(element, "ind1")?, one(element, "ind2")?];
            }
            At::Subfield => self.code = one(element, "code")?,
            At::Record | At::Leader | At::Elsewhere => {}
        }
        self.open.push(at);
        if at != At::Elsewhere {
            self.text.clear();
        }
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) {
        if matches!(self.open.last(), Some(At::Leader | At::Control | At::Subfield)) {
            self.text.push_str(text);
        }
    }

    pub(super) fn close(&mut self) {
        match self.open.pop() {
            Some(At::Leader) => {
                self.leader = Leader::new(self.text.trim_end().as_bytes());
            }
            Some(At::Control) => self.control(),
            Some(At::Data) => self.data(),
            Some(At::Subfield) => {
                let value = self.taken();
                let code = if self.code.is_ascii_graphic() { self.code } else { b'a' };
                self.subfields.push(Subfield { code, value });
            }
            Some(At::Record | At::Elsewhere) | None => {}
        }
    }

    pub(super) fn finish(mut self) -> Result<Reading, Fault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let leader = self.leader.ok_or(Fault::BadLeader)?.in_unicode();
        if self.fields.is_empty() {
            return Err(Fault::NoFields);
        }
        let record = Record {
            leader,
            fields: self.fields,
        };
        if is_too_long(&record) {
            return Err(Fault::TooLong);
        }
        self.notes.truncate(Note::MOST);
        Ok(Reading {
            record,
            notes: self.notes,
        })
    }

    /// A tag of data with a value alone is taken as its first subfield: what the tag says is what others go by.
    fn control(&mut self) {
        let (tag, value) = (self.tag, self.taken());
        if tag.starts_with(b"00") {
            self.fields.push(Field::Control { tag, value });
        } else {
            self.notes.push(Note::NoSubfields(self.place()));
            self.fields.push(Field::Data(DataField {
                tag,
                indicators: [b' '; 2],
                subfields: vec![Subfield { code: b'a', value }],
            }));
        }
    }

    fn data(&mut self) {
        let (tag, subfields) = (self.tag, std::mem::take(&mut self.subfields));
        if tag.starts_with(b"00") {
            self.notes.push(Note::NoSubfields(self.place()));
            let value = subfields.into_iter().map(|subfield| subfield.value).collect();
            self.fields.push(Field::Control { tag, value });
        } else {
            self.fields.push(Field::Data(DataField {
                tag,
                indicators: self.indicators,
                subfields,
            }));
        }
    }

    fn taken(&mut self) -> String {
        let decoded = tidied(&std::mem::take(&mut self.text), false);
        if decoded.had_controls {
            let place = self.place();
            self.notes.push(Note::ControlCharacters(place));
        }
        decoded.text
    }

    fn place(&self) -> Place {
        Place {
            tag: self.tag,
            index: self.fields.len(),
        }
    }

    fn tag_of(&mut self, element: &BytesStart<'_>) -> Result<[u8; 3], Fault> {
        let tag = attribute(element, "tag")?;
        match <[u8; 3]>::try_from(tag.as_bytes()) {
            Ok(tag) if tag.iter().all(u8::is_ascii_alphanumeric) => Ok(tag),
            Ok(_) | Err(_) => {
                self.fault.get_or_insert(Fault::BadTag);
                Ok(*b"000")
            }
        }
    }
}

/// An attribute of one character; a blank when there is none, or none that a record could have.
fn one(element: &BytesStart<'_>, name: &str) -> Result<u8, Fault> {
    let value = attribute(element, name)?;
    Ok(match value.as_bytes() {
        [byte] if (0x20..0x7F).contains(byte) => *byte,
        _ => b' ',
    })
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<String, Fault> {
    let found = element.try_get_attribute(name).map_err(|_| Fault::BrokenXml)?;
    let Some(attribute) = found else {
        return Ok(String::new());
    };
    let value = attribute.normalized_value(XmlVersion::Explicit1_0);
    value.map(|value| value.into_owned()).map_err(|_| Fault::BrokenXml)
}
