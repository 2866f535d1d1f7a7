//! Text that people write: what may stand in it, and how it is kept.
//!
//! A field checked by [`line`] says the same in the document with `pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$"`, one
//! checked by [`lines`] with `pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"`.

use carrel_rules::card_number::Series;
use unicode_normalization::UnicodeNormalization;
use validator::ValidationError;

use super::problem::FieldCode;

/// One line of text that says something.
pub fn line(text: &str) -> Result<(), ValidationError> {
    if text.chars().any(char::is_control) {
        return Err(refuse(
            FieldCode::ControlCharacter,
            "One line, without control characters.",
        ));
    }
    not_blank(text)
}

/// Text of several lines that says something.
pub fn lines(text: &str) -> Result<(), ValidationError> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(refuse(
            FieldCode::ControlCharacter,
            "No control characters but line breaks and tabs.",
        ));
    }
    not_blank(text)
}

/// What the numbers of cards begin with.
pub fn card_prefix(text: &str) -> Result<(), ValidationError> {
    let fits = Series::parse(text).is_some();
    fits.then_some(())
        .ok_or_else(|| refuse(FieldCode::Prefix, "1 to 9 digits."))
}

/// The text as it is kept: trimmed and in NFC, so that what looks alike is alike.
pub fn kept(text: &str) -> String {
    text.trim().nfc().collect()
}

fn not_blank(text: &str) -> Result<(), ValidationError> {
    // Nothing at all is for the field's length to refuse.
    if !text.is_empty() && text.trim().is_empty() {
        return Err(refuse(FieldCode::Blank, "More than spaces."));
    }
    Ok(())
}

fn refuse(code: FieldCode, message: &'static str) -> ValidationError {
    ValidationError::new(code.as_str()).with_message(message.into())
}
