//! International Standard Serial Numbers (ISO 3297), kept as they are printed: four digits, a hyphen, four more.

use std::fmt;

/// An ISSN whose check digit is right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Issn(String);

/// Why a text is not an ISSN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IssnError {
    /// Not eight digits, of which the last may be an X, with at most a hyphen between.
    #[error("an ISSN has 8 digits, with a hyphen in the middle, and may end in X")]
    Form,
    /// A digit is wrong, or two have changed places.
    #[error("the check digit of the ISSN is wrong")]
    CheckDigit,
}

impl Issn {
    /// Reads an ISSN with or without its hyphen.
    ///
    /// # Errors
    /// [`IssnError`] when it is none, or was mistyped.
    pub fn parse(raw: &str) -> Result<Self, IssnError> {
        let text: String = raw.trim().chars().filter(|c| !is_hyphen(*c)).collect();
        let (digits, last) = text
            .split_at_checked(7)
            .filter(|(digits, _)| digits.bytes().all(|b| b.is_ascii_digit()))
            .ok_or(IssnError::Form)?;
        let last = match last.as_bytes() {
            [b'X' | b'x'] => 10,
            [digit] if digit.is_ascii_digit() => u32::from(*digit - b'0'),
            _ => return Err(IssnError::Form),
        };
        let sum: u32 = digits
            .bytes()
            .map(|b| u32::from(b.saturating_sub(b'0')))
            .zip((2..=8).rev())
            .map(|(digit, weight)| digit * weight)
            .sum();
        if !(sum + last).is_multiple_of(11) {
            return Err(IssnError::CheckDigit);
        }
        let (one, other) = text.split_at(4);
        Ok(Self(format!("{one}-{}", other.to_ascii_uppercase())))
    }

    /// As it is printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Hyphens of every kind.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl fmt::Display for Issn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Issn> for String {
    fn from(issn: Issn) -> Self {
        issn.0
    }
}
