//! The sets of characters, as the Library of Congress publishes them (`data/`).

use std::sync::LazyLock;

pub(super) const BASIC_LATIN: u8 = 0x42;
pub(super) const ANSEL: u8 = 0x45;
/// Chinese, Japanese and Korean, three bytes a character.
pub(super) const EACC: u8 = 0x31;

/// What a byte of a set stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// A character of its own.
    Letter(char),
    /// A mark of the letter that follows.
    Mark(char),
    /// The right half of a mark whose left half has said it all.
    Silent,
}

/// All sets.
pub(super) struct Tables {
    /// By the last byte of the sequence that asks for the set, then by the lower seven bits.
    narrow: Vec<Option<Box<[Option<Glyph>; 128]>>>,
    /// In order of code.
    wide: Vec<(u32, char)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("../../data/marc8.txt")));

pub(super) fn tables() -> &'static Tables {
    &TABLES
}

impl Tables {
    fn read(text: &str) -> Self {
        let mut tables = Self {
            narrow: vec![None; 128],
            wide: Vec::new(),
        };
        for (set, code, glyph) in text.lines().filter_map(entry) {
            match (set, glyph) {
                (EACC, Glyph::Letter(c) | Glyph::Mark(c)) => tables.wide.push((code, c)),
                (EACC, Glyph::Silent) => {}
                _ => tables.put(set, code, glyph),
            }
        }
        tables.wide.sort_unstable();
        tables
    }

    fn put(&mut self, set: u8, code: u32, glyph: Glyph) {
        if let Some(glyphs) = self.narrow.get_mut(usize::from(set)) {
            let glyphs = glyphs.get_or_insert_with(|| Box::new([None; 128]));
            glyphs[code as usize & 0x7F] = Some(glyph);
        }
    }

    pub(super) fn has(&self, set: u8) -> bool {
        set == EACC || matches!(self.narrow.get(usize::from(set)), Some(Some(_)))
    }

    pub(super) fn narrow(&self, set: u8, byte: u8) -> Option<Glyph> {
        self.narrow.get(usize::from(set))?.as_ref()?[usize::from(byte & 0x7F)]
    }

    pub(super) fn wide(&self, code: u32) -> Option<char> {
        let at = self.wide.binary_search_by_key(&code, |(code, _)| *code).ok()?;
        self.wide.get(at).map(|(_, c)| *c)
    }
}

/// A line of the table: set, code, character, and whether it is a mark.
fn entry(line: &str) -> Option<(u8, u32, Glyph)> {
    let mut parts = line.split(' ');
    let set = u8::from_str_radix(parts.next()?, 16).ok()?;
    let code = u32::from_str_radix(parts.next()?, 16).ok()?;
    let character = parts.next()?;
    if character == "-" {
        return Some((set, code, Glyph::Silent));
    }
    let character = char::from_u32(u32::from_str_radix(character, 16).ok()?)?;
    let is_mark = parts.next() == Some("+");
    let glyph = if is_mark { Glyph::Mark } else { Glyph::Letter };
    Some((set, code, glyph(character)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("../../data/marc8.txt").lines();
        let count = lines.filter(|line| !line.starts_with('#')).count();
        let narrow: usize = tables()
            .narrow
            .iter()
            .flatten()
            .map(|glyphs| glyphs.iter().flatten().count())
            .sum();
        assert_eq!(tables().wide.len() + narrow, count);
        assert!(count > 16_000);
    }
}
