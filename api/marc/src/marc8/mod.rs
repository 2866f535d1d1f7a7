//! MARC-8: what MARC records were written in before Unicode, and many are still.
//!
//! Two sets of characters are at hand at a time, G0 for bytes below 80 and G1 for those above; escape sequences change them.
//! Marks are written before their letter. Chinese, Japanese and Korean take three bytes a character.

mod escape;
mod tables;

use unicode_normalization::UnicodeNormalization;

use escape::Escape;
use tables::{ANSEL, BASIC_LATIN, EACC, Glyph, Tables};

const ESC: u8 = 0x1B;
const SPACE: u8 = 0x20;
/// Marks that one letter has at the most.
const MARKS: usize = 16;

/// What bytes in MARC-8 say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, in NFC. Each sequence that means nothing is one U+FFFD.
    pub text: String,
    /// Sequences that mean nothing.
    pub bad: usize,
}

/// Decodes one value. Every value begins with Latin and its extension, whatever the one before it ended with.
pub fn decode(bytes: &[u8]) -> Decoded {
    let mut decoder = Decoder {
        tables: tables::tables(),
        g0: BASIC_LATIN,
        g1: ANSEL,
        marks: Vec::new(),
        text: String::with_capacity(bytes.len()),
        bad: 0,
    };
    let mut rest = bytes;
    while let Some(&first) = rest.first() {
        let used = decoder.step(first, rest);
        rest = rest.get(used.max(1)..).unwrap_or_default();
    }
    decoder.finish()
}

struct Decoder {
    tables: &'static Tables,
    g0: u8,
    g1: u8,
    marks: Vec<char>,
    text: String,
    bad: usize,
}

impl Decoder {
    /// Reads what `rest` begins with and tells how many bytes that were.
    fn step(&mut self, first: u8, rest: &[u8]) -> usize {
        match first {
            ESC => self.escape(rest),
            SPACE => self.letter(' '),
            // Begin and end of what is not sorted by: they say nothing about the text.
            0x88 | 0x89 => 1,
            0x8D => self.letter('\u{200D}'),
            0x8E => self.letter('\u{200C}'),
            0x21..0x7F if self.g0 == EACC => self.wide(rest),
            0xA1..0xFF if self.g1 == EACC => self.wide(rest),
            0x21..0x7F => self.narrow(self.g0, first),
            0xA1..0xFF => self.narrow(self.g1, first),
            // Control characters stay, to be told apart from what is no text.
            0x00..0x20 | 0x7F => self.letter(char::from(first)),
            0x80..=0xA0 | 0xFF => self.unknown(1),
        }
    }

    fn escape(&mut self, rest: &[u8]) -> usize {
        match Escape::read(rest) {
            Some(Escape { set, is_g0, length }) if self.tables.has(set) => {
                if is_g0 {
                    self.g0 = set;
                } else {
                    self.g1 = set;
                }
                length
            }
            Some(Escape { length, .. }) => self.unknown(length),
            None => self.unknown(1),
        }
    }

    fn narrow(&mut self, set: u8, byte: u8) -> usize {
        match self.tables.narrow(set, byte) {
            Some(Glyph::Letter(c)) => self.letter(c),
            Some(Glyph::Mark(c)) if self.marks.len() < MARKS => {
                self.marks.push(c);
                1
            }
            Some(Glyph::Silent) => 1,
            Some(Glyph::Mark(_)) | None => self.unknown(1),
        }
    }

    fn wide(&mut self, rest: &[u8]) -> usize {
        let is_high = rest.first().is_some_and(|byte| *byte >= 0x80);
        let parts = rest.iter().take(3).take_while(|byte| {
            let low = if is_high { byte.wrapping_sub(0x80) } else { **byte };
            (0x20..0x7F).contains(&low)
        });
        let code: Vec<u32> = parts.map(|byte| u32::from(byte & 0x7F)).collect();
        let &[one, two, three] = code.as_slice() else {
            // A space or an escape came in between: it is read next.
            return self.unknown(code.len().max(1));
        };
        match self.tables.wide(one << 16 | two << 8 | three) {
            Some(c) => {
                self.letter(c);
                3
            }
            // A lost byte would turn every character after it into another: look for a space before going on.
            None => self.unknown(code.iter().position(|byte| *byte == u32::from(SPACE)).unwrap_or(3)),
        }
    }

    fn letter(&mut self, c: char) -> usize {
        self.text.push(c);
        self.text.extend(self.marks.drain(..));
        1
    }

    fn unknown(&mut self, length: usize) -> usize {
        self.bad += 1;
        self.letter(char::REPLACEMENT_CHARACTER);
        length
    }

    /// Marks without a letter are told like what means nothing.
    fn finish(mut self) -> Decoded {
        if !self.marks.is_empty() {
            self.marks.clear();
            self.unknown(0);
        }
        Decoded {
            text: self.text.nfc().collect(),
            bad: self.bad,
        }
    }
}
