//! What may stand in a patron's fields, and how it is kept: trimmed and in NFC. The document says the same by patterns.

use carrel_rules::barcode::{Barcode, BarcodeError};
use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;
use validator::ValidationError;

use crate::platform::problem::{FieldCode, Problem};

/// The first and the last year that a date in a patron's record may lie in.
const YEARS: (i32, i32) = (1850, 2199);

fn refuse(code: FieldCode, message: &'static str) -> ValidationError {
    ValidationError::new(code.as_str()).with_message(message.into())
}

/// One line of text that says something.
pub(super) fn line(text: &str) -> Result<(), ValidationError> {
    if text.chars().any(char::is_control) {
        return Err(refuse(
            FieldCode::ControlCharacter,
            "One line, without control characters.",
        ));
    }
    not_blank(text)
}

/// Text of several lines that says something.
pub(super) fn lines(text: &str) -> Result<(), ValidationError> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(refuse(
            FieldCode::ControlCharacter,
            "No control characters but line breaks and tabs.",
        ));
    }
    not_blank(text)
}

fn not_blank(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() {
        return Err(refuse(FieldCode::Blank, "More than spaces; null for nothing."));
    }
    Ok(())
}

/// Something, one @, something; whether mail arrives there only sending tells.
pub(super) fn email(text: &str) -> Result<(), ValidationError> {
    let has_gap = text.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts: Vec<&str> = text.split('@').collect();
    if has_gap || parts.len() != 2 || parts.iter().any(|part| part.is_empty()) {
        return Err(refuse(FieldCode::Email, "An e-mail address."));
    }
    Ok(())
}

pub(super) fn phone(text: &str) -> Result<(), ValidationError> {
    let is_phone = text.chars().all(|c| c.is_ascii_digit() || "+ ()/.-".contains(c));
    if !is_phone || !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(refuse(
            FieldCode::Phone,
            "Digits, and + ( ) / . - and spaces between them.",
        ));
    }
    Ok(())
}

/// As ISO 639 names it, with a script or region if need be.
pub(super) fn language(text: &str) -> Result<(), ValidationError> {
    let (name, region) = text
        .split_once('-')
        .map_or((text, None), |(name, region)| (name, Some(region)));
    let is_name = (2..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase());
    let is_region =
        region.is_none_or(|region| (2..=4).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_alphabetic()));
    if !is_name || !is_region {
        return Err(refuse(FieldCode::Language, "A language tag, such as en or pt-BR."));
    }
    Ok(())
}

/// Two letters, as ISO 3166 names countries.
pub(super) fn country(text: &str) -> Result<(), ValidationError> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(refuse(FieldCode::Country, "Two capital letters, such as ES."))
}

/// A date that a record may hold.
pub(super) fn date(date: &NaiveDate) -> Result<(), ValidationError> {
    if (YEARS.0..=YEARS.1).contains(&date.year()) {
        return Ok(());
    }
    Err(refuse(FieldCode::Range, "A year from 1850 to 2199."))
}

pub(super) fn pin(text: &str) -> Result<(), ValidationError> {
    if (4..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    Err(refuse(FieldCode::Pin, "4 to 8 digits."))
}

/// A card's number as a scanner or a person gives it.
pub(super) fn card_number(text: &str) -> Result<(), ValidationError> {
    Barcode::parse(text).map(|_| ()).map_err(|error| match error {
        BarcodeError::Empty => refuse(FieldCode::Blank, "A card number."),
        BarcodeError::TooLong => refuse(FieldCode::Length, "At most 32 characters."),
        BarcodeError::Character => refuse(FieldCode::Character, "Letters A to Z, digits and . / + $ % - only."),
    })
}

/// The number that [`card_number`] has found good.
pub(super) fn barcode(pointer: &str, text: &str) -> Result<Barcode, Problem> {
    Barcode::parse(text).map_err(|_| Problem::field(pointer, FieldCode::Character, "A card number."))
}

/// The same for a number that need not be given.
pub(super) fn barcode_if_given(pointer: &str, text: Option<&str>) -> Result<Option<Barcode>, Problem> {
    text.map(|text| barcode(pointer, text)).transpose()
}

/// The text as it is kept.
pub(super) fn kept(text: &str) -> String {
    text.trim().nfc().collect()
}

/// A date of birth lies in the past.
pub(super) fn born(birth_on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Problem> {
    if birth_on.is_some_and(|born_on| born_on > today) {
        return Err(Problem::field("/birth_on", FieldCode::InTheFuture, "Today or earlier."));
    }
    Ok(())
}
