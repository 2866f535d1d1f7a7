//! What may stand in a patron's fields (`patrons::fields`), for the checks of bodies.

use carrel_rules::barcode::Barcode;
use chrono::NaiveDate;
use validator::ValidationError;

use crate::patrons::fields::{self, Unfit};
use crate::platform::problem::{FieldCode, Problem};

pub(super) use crate::patrons::fields::kept;

fn refuse(unfit: Unfit) -> ValidationError {
    ValidationError::new(unfit.code.as_str()).with_message(unfit.detail.into())
}

/// One line of text that says something.
pub(super) fn line(text: &str) -> Result<(), ValidationError> {
    fields::line(text).map_err(refuse)
}

/// Text of several lines that says something.
pub(super) fn lines(text: &str) -> Result<(), ValidationError> {
    fields::lines(text).map_err(refuse)
}

pub(super) fn email(text: &str) -> Result<(), ValidationError> {
    fields::email(text).map_err(refuse)
}

pub(super) fn phone(text: &str) -> Result<(), ValidationError> {
    fields::phone(text).map_err(refuse)
}

pub(super) fn language(text: &str) -> Result<(), ValidationError> {
    fields::language(text).map_err(refuse)
}

pub(super) fn country(text: &str) -> Result<(), ValidationError> {
    fields::country(text).map_err(refuse)
}

/// A date that a record may hold.
pub(super) fn date(date: &NaiveDate) -> Result<(), ValidationError> {
    fields::date(*date).map_err(refuse)
}

pub(super) fn pin(text: &str) -> Result<(), ValidationError> {
    if (4..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    Err(ValidationError::new(FieldCode::Pin.as_str()).with_message("4 to 8 digits.".into()))
}

/// A card's number as a scanner or a person gives it.
pub(super) fn card_number(text: &str) -> Result<(), ValidationError> {
    fields::card_number(text).map(|_| ()).map_err(refuse)
}

/// The number that [`card_number`] has found good.
pub(super) fn barcode(pointer: &str, text: &str) -> Result<Barcode, Problem> {
    Barcode::parse(text).map_err(|_| Problem::field(pointer, FieldCode::Character, "A card number."))
}

/// The same for a number that need not be given.
pub(super) fn barcode_if_given(pointer: &str, text: Option<&str>) -> Result<Option<Barcode>, Problem> {
    text.map(|text| barcode(pointer, text)).transpose()
}

/// A date of birth lies in the past.
pub(super) fn born(birth_on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Problem> {
    fields::born(birth_on, today).map_err(|unfit| Problem::field("/birth_on", unfit.code, &unfit.detail))
}
