//! A word of a list is sent as a word.
//!
//! Asked for an enum, serde_json takes a number or a list for broken JSON instead of a value of another type, and an
//! object with the word as its only name for the word. Asked for text, it says what it found instead.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{Error, Visitor};

/// Reads one of the words and refuses all else as mistyped.
pub(super) struct Choice<V> {
    pub visitor: V,
    pub words: &'static [&'static str],
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Choice<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one of")?;
        for (place, word) in self.words.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma} `{word}`")?;
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<V::Value, E> {
        self.visitor.visit_enum(StrDeserializer::new(word))
    }
}
