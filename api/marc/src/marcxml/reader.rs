//! Records of a file of XML, one at a time.

use std::io::BufRead;

use quick_xml::events::{BytesRef, BytesStart, Event};

use super::bounded::Bounded;
use super::record::Builder;
use crate::iso2709::filled;
use crate::sniff::BYTE_ORDER_MARK;
use crate::{Fault, Located, Reading};

/// What one record, and what stands before the first one, may have.
const LONGEST: usize = 8 << 20;
/// Elements around and in a record; their own are three.
const DEEPEST: usize = 32;

/// Reads records one after the other.
pub struct Reader<R> {
    xml: quick_xml::Reader<Bounded<R>>,
    /// Bytes of the byte order mark, which the parser does not count; none before the first byte was seen.
    mark: Option<u64>,
    buffer: Vec<u8>,
    depth: usize,
    /// The record that is being read, and where it began.
    record: Option<(u64, usize, Builder)>,
    number: u64,
    has_ended: bool,
}

/// What an event has brought to its end.
enum Step {
    Nothing,
    Record(Located<Result<Reading, Fault>>),
    End,
}

impl<R: BufRead> Reader<R> {
    /// Reads from where `input` stands.
    pub fn new(input: R) -> Self {
        let mut xml = quick_xml::Reader::from_reader(Bounded::new(input, LONGEST));
        xml.config_mut().expand_empty_elements = true;
        Self {
            xml,
            mark: None,
            buffer: Vec::new(),
            depth: 0,
            record: None,
            number: 0,
            has_ended: false,
        }
    }

    fn step(&mut self) -> Result<Step, Fault> {
        if self.mark.is_none() {
            let beginning = filled(self.xml.get_mut()).map_err(|_| Fault::Io)?;
            let is_marked = beginning.starts_with(BYTE_ORDER_MARK);
            self.mark = Some(if is_marked { BYTE_ORDER_MARK.len() as u64 } else { 0 });
        }
        let offset = self.place(self.xml.buffer_position());
        self.buffer.clear();
        let mut buffer = std::mem::take(&mut self.buffer);
        let event = self
            .xml
            .read_event_into(&mut buffer)
            .map_err(|error| self_explained(&error));
        let step = match event {
            Err(fault) if self.xml.get_ref().is_spent() && fault == Fault::Io => Err(Fault::TooLong),
            Err(fault) => Err(fault),
            Ok(event) => self.take(offset, &event),
        };
        self.buffer = buffer;
        step
    }

    fn take(&mut self, offset: u64, event: &Event<'_>) -> Result<Step, Fault> {
        match event {
            Event::Start(element) => self.open(offset, element)?,
            Event::End(_) => return Ok(self.close()),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => self.text(character(reference)?.encode_utf8(&mut [0; 4])),
            Event::Decl(declaration) => match declaration.encoding() {
                Some(Ok(name)) if !is_utf8(&name) => return Err(Fault::NotUtf8),
                Some(Ok(_)) | None => {}
                Some(Err(_)) => return Err(Fault::BrokenXml),
            },
            Event::DocType(_) => return Err(Fault::Entities),
            Event::Eof if self.depth > 0 => return Err(Fault::Truncated),
            Event::Eof if self.number == 0 => return Err(Fault::NotMarc),
            Event::Eof => return Ok(Step::End),
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) => {}
        }
        Ok(Step::Nothing)
    }

    fn open(&mut self, offset: u64, element: &BytesStart<'_>) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::TooDeep);
        }
        let name = element.local_name();
        match &mut self.record {
            Some((_, _, builder)) => builder.open(name.as_ref(), element)?,
            None if name.as_ref() == "record" => {
                self.number += 1;
                self.record = Some((offset, self.depth, Builder::default()));
            }
            None => {}
        }
        Ok(())
    }

    fn close(&mut self) -> Step {
        self.depth = self.depth.saturating_sub(1);
        match self.record.take() {
            Some((offset, depth, builder)) if self.depth < depth => {
                self.xml.get_mut().renew();
                Step::Record(Located {
                    offset,
                    number: self.number,
                    value: builder.finish(),
                })
            }
            Some((offset, depth, mut builder)) => {
                builder.close();
                self.record = Some((offset, depth, builder));
                Step::Nothing
            }
            None => Step::Nothing,
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, _, builder)) = &mut self.record {
            builder.text(text);
        }
    }

    /// Where in the file something stands of which the parser knows where it stands.
    fn place(&self, position: u64) -> u64 {
        self.mark.unwrap_or_default() + position
    }

    fn fault(&self, value: Fault) -> Located<Fault> {
        match self.record {
            Some((offset, _, _)) => Located {
                offset,
                number: self.number,
                value,
            },
            None => Located {
                offset: self.place(self.xml.error_position().max(self.xml.buffer_position())),
                number: self.number + 1,
                value,
            },
        }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Located<Reading>, Located<Fault>>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.has_ended {
            match self.step() {
                Ok(Step::Nothing) => {}
                Ok(Step::End) => self.has_ended = true,
                Ok(Step::Record(Located { offset, number, value })) => {
                    return Some(match value {
                        Ok(value) => Ok(Located { offset, number, value }),
                        Err(value) => Err(Located { offset, number, value }),
                    });
                }
                Err(fault) => {
                    self.has_ended = true;
                    return Some(Err(self.fault(fault)));
                }
            }
        }
        None
    }
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].contains(&name.to_ascii_lowercase().as_str())
}

/// The character a reference stands for. Entities of a file's own stand for nothing here.
fn character(reference: &BytesRef<'_>) -> Result<char, Fault> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Ok(c),
        Err(_) => Err(Fault::BrokenXml),
        Ok(None) => match &**reference {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            _ => Err(Fault::Entities),
        },
    }
}

fn self_explained(error: &quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Io(_) => Fault::Io,
        quick_xml::Error::Encoding(_) => Fault::NotUtf8,
        quick_xml::Error::Syntax(_)
        | quick_xml::Error::IllFormed(_)
        | quick_xml::Error::InvalidAttr(_)
        | quick_xml::Error::Escape(_)
        | quick_xml::Error::Namespace(_) => Fault::BrokenXml,
    }
}
