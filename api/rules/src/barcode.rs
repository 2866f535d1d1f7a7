//! Barcodes of items and cards, as scanners and people type them.
//!
//! A barcode is text: leading zeros are part of it. It is trimmed, brought to NFC, freed of Codabar start and stop
//! letters and upper-cased, so two barcodes are the same when their text is.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The longest barcode, in characters.
pub const MAX_LENGTH: usize = 32;

/// A normalised barcode: 1 to 32 of `0-9 A-Z . / + $ % -`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Barcode(String);

/// Why a text is not a barcode. Says nothing of the text itself: it may be a card number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BarcodeError {
    /// Nothing is left after trimming.
    #[error("a barcode must not be empty")]
    Empty,
    /// More than [`MAX_LENGTH`] characters.
    #[error("a barcode has at most {MAX_LENGTH} characters")]
    TooLong,
    /// A character outside the permitted ones.
    #[error("a barcode holds only letters A-Z, digits and . / + $ % -")]
    Character,
}

impl Barcode {
    /// Normalises what was scanned or typed.
    ///
    /// # Errors
    /// [`BarcodeError`] when the text is empty, too long or holds a character no barcode has.
    pub fn parse(raw: &str) -> Result<Self, BarcodeError> {
        let text = raw.trim().nfc().collect::<String>().to_ascii_uppercase();
        let text = without_codabar_letters(&text);
        if text.is_empty() {
            return Err(BarcodeError::Empty);
        }
        if text.chars().count() > MAX_LENGTH {
            return Err(BarcodeError::TooLong);
        }
        if !text.bytes().all(is_permitted) {
            return Err(BarcodeError::Character);
        }
        Ok(Self(text.to_owned()))
    }

    /// The normalised text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Some scanners send the letters A-D that start and stop a Codabar symbol. They are dropped only around a number that
/// Codabar could hold, so that `AB12CD` stays what it is.
fn without_codabar_letters(text: &str) -> &str {
    let stop = |c: char| matches!(c, 'A'..='D');
    let Some(number) = text.strip_prefix(stop).and_then(|rest| rest.strip_suffix(stop)) else {
        return text;
    };
    let codabar = number.bytes().all(|b| b.is_ascii_digit() || b"-$/.+".contains(&b));
    if codabar && number.bytes().any(|b| b.is_ascii_digit()) {
        number
    } else {
        text
    }
}

fn is_permitted(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase() || b"./+$%-".contains(&byte)
}

impl fmt::Display for Barcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Barcode {
    type Err = BarcodeError;

    fn from_str(raw: &str) -> Result<Self, BarcodeError> {
        Self::parse(raw)
    }
}

impl TryFrom<String> for Barcode {
    type Error = BarcodeError;

    fn try_from(raw: String) -> Result<Self, BarcodeError> {
        Self::parse(&raw)
    }
}

impl From<Barcode> for String {
    fn from(barcode: Barcode) -> Self {
        barcode.0
    }
}
