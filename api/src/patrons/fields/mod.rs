//! What may stand in a patron's fields, whoever writes them: a form or a file. The document says the same by patterns and
//! bounds.

use carrel_rules::barcode::{Barcode, BarcodeError};
use chrono::{Datelike, NaiveDate};

use crate::platform::problem::FieldCode;

pub(crate) use crate::platform::fit::{Rule, Unfit, line, lines};
pub(crate) use crate::platform::text::kept;

/// The first and the last year that a date in a patron's record may lie in.
const YEARS: (i32, i32) = (1850, 2199);

pub(crate) const NAME: Rule = Rule::new(1, 100, line);
pub(crate) const EMAIL: Rule = Rule::new(3, 254, email);
pub(crate) const PHONE: Rule = Rule::new(1, 32, phone);
pub(crate) const ADDRESS: Rule = Rule::new(1, 500, lines);
pub(crate) const POSTAL_CODE: Rule = Rule::new(1, 16, line);
pub(crate) const CITY: Rule = Rule::new(1, 100, line);
pub(crate) const COUNTRY: Rule = Rule::new(2, 2, country);
pub(crate) const LANGUAGE: Rule = Rule::new(2, 8, language);
pub(crate) const DESK_NOTE: Rule = Rule::new(1, 2000, lines);
pub(crate) const REASON: Rule = Rule::new(1, 500, line);

/// Something, one @, something; whether mail arrives there only sending tells.
pub(crate) fn email(text: &str) -> Result<(), Unfit> {
    let has_gap = text.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts: Vec<&str> = text.split('@').collect();
    if has_gap || parts.len() != 2 || parts.iter().any(|part| part.is_empty()) {
        return Err(Unfit::new(FieldCode::Email, "An e-mail address."));
    }
    Ok(())
}

pub(crate) fn phone(text: &str) -> Result<(), Unfit> {
    let is_phone = text.chars().all(|c| c.is_ascii_digit() || "+ ()/.-".contains(c));
    if !is_phone || !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(Unfit::new(
            FieldCode::Phone,
            "Digits, and + ( ) / . - and spaces between them.",
        ));
    }
    Ok(())
}

/// As ISO 639 names it, with a script or region if need be.
pub(crate) fn language(text: &str) -> Result<(), Unfit> {
    let (name, region) = text
        .split_once('-')
        .map_or((text, None), |(name, region)| (name, Some(region)));
    let is_name = (2..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase());
    let is_region =
        region.is_none_or(|region| (2..=4).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_alphabetic()));
    if !is_name || !is_region {
        return Err(Unfit::new(FieldCode::Language, "A language tag, such as en or pt-BR."));
    }
    Ok(())
}

/// Two letters, as ISO 3166 names countries.
pub(crate) fn country(text: &str) -> Result<(), Unfit> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(Unfit::new(FieldCode::Country, "Two capital letters, such as ES."))
}

/// A date that a record may hold.
pub(crate) fn date(date: NaiveDate) -> Result<(), Unfit> {
    if (YEARS.0..=YEARS.1).contains(&date.year()) {
        return Ok(());
    }
    Err(Unfit::new(FieldCode::Range, "A year from 1850 to 2199."))
}

/// A date of birth lies in the past.
pub(crate) fn born(birth_on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Unfit> {
    if birth_on.is_some_and(|born_on| born_on > today) {
        return Err(Unfit::new(FieldCode::InTheFuture, "Today or earlier."));
    }
    Ok(())
}

/// A card's number as a scanner, a person or a file gives it.
pub(crate) fn card_number(text: &str) -> Result<Barcode, Unfit> {
    Barcode::parse(text).map_err(|error| match error {
        BarcodeError::Empty => Unfit::new(FieldCode::Blank, "A card number."),
        BarcodeError::TooLong => Unfit::new(FieldCode::Length, "At most 32 characters."),
        BarcodeError::Character => Unfit::new(FieldCode::Character, "Letters A to Z, digits and . / + $ % - only."),
    })
}
