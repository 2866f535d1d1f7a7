//! International Standard Book Numbers (ISO 2108), kept as the 13 digits that every one of them has.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An ISBN of 13 digits whose check digit is right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Isbn(String);

/// Why a text is not an ISBN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IsbnError {
    /// Something other than digits, and an X at the end of ten.
    #[error("an ISBN holds only digits, with hyphens or spaces between them, and may end in X when it has ten")]
    Character,
    /// Neither ten nor thirteen digits.
    #[error("an ISBN has 10 or 13 digits")]
    Length,
    /// Thirteen digits that are another kind of article number.
    #[error("an ISBN of 13 digits begins with 978 or 979")]
    Prefix,
    /// A digit is wrong, or two have changed places.
    #[error("the check digit of the ISBN is wrong")]
    CheckDigit,
}

impl Isbn {
    /// Reads an ISBN of 10 or 13 digits, with or without hyphens and spaces.
    ///
    /// # Errors
    /// [`IsbnError`] when it is none, or was mistyped.
    pub fn parse(raw: &str) -> Result<Self, IsbnError> {
        let text: String = raw.chars().filter(|c| !is_separator(*c)).collect();
        let (digits, last) = text
            .split_at_checked(text.len().saturating_sub(1))
            .ok_or(IsbnError::Character)?;
        let ends_well = last
            .bytes()
            .all(|b| b.is_ascii_digit() || (b.eq_ignore_ascii_case(&b'x') && text.len() == 10));
        if !digits.bytes().all(|b| b.is_ascii_digit()) || !ends_well {
            return Err(IsbnError::Character);
        }
        match text.len() {
            10 if check_digit_of_10(digits) == last.to_ascii_uppercase() => {
                Ok(Self::completed(&format!("978{digits}")))
            }
            13 if !text.starts_with("978") && !text.starts_with("979") => Err(IsbnError::Prefix),
            13 => Some(Self::completed(digits))
                .filter(|isbn| isbn.0 == text)
                .ok_or(IsbnError::CheckDigit),
            10 => Err(IsbnError::CheckDigit),
            _ => Err(IsbnError::Length),
        }
    }

    /// The 13 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Twelve digits with the check digit they have: weights 1 and 3 in turn, up to the next ten.
    fn completed(twelve: &str) -> Self {
        let sum: u32 = values(twelve)
            .zip([1, 3].into_iter().cycle())
            .map(|(digit, weight)| digit * weight)
            .sum();
        Self(format!("{twelve}{}", (10 - sum % 10) % 10))
    }
}

/// Weights 10 down to 2, up to the next eleven; ten is written X.
fn check_digit_of_10(nine: &str) -> String {
    let sum: u32 = values(nine)
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    match (11 - sum % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    }
}

fn values(digits: &str) -> impl Iterator<Item = u32> + '_ {
    digits.bytes().map(|b| u32::from(b.saturating_sub(b'0')))
}

/// Hyphens of every kind stand between the parts of an ISBN.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl fmt::Display for Isbn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Isbn {
    type Error = IsbnError;

    fn try_from(raw: String) -> Result<Self, IsbnError> {
        Self::parse(&raw)
    }
}

impl From<Isbn> for String {
    fn from(isbn: Isbn) -> Self {
        isbn.0
    }
}
