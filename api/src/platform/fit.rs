//! What fits a field of text, whoever writes it: a form or a file. `text` is the same for the checks of bodies.

use super::problem::FieldCode;
use super::text::kept;

/// Why a text does not fit its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The code a form's refusal has.
    pub code: FieldCode,
    /// What would be right.
    pub detail: String,
}

/// What a field of text may hold.
pub struct Rule {
    min: usize,
    max: usize,
    fits: fn(&str) -> Result<(), Unfit>,
}

impl Rule {
    /// Between `min` and `max` characters that `fits` finds good.
    pub const fn new(min: usize, max: usize, fits: fn(&str) -> Result<(), Unfit>) -> Self {
        Self { min, max, fits }
    }

    /// The text as it is kept.
    pub fn read(&self, text: &str) -> Result<String, Unfit> {
        let length = text.chars().count();
        if !(self.min..=self.max).contains(&length) {
            let detail = format!("Between {} and {} long.", self.min, self.max);
            return Err(Unfit::new(FieldCode::Length, detail));
        }
        (self.fits)(text)?;
        Ok(kept(text))
    }
}

impl Unfit {
    /// What is wrong, and what would be right.
    pub fn new(code: FieldCode, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}

/// One line of text that says something.
pub fn line(text: &str) -> Result<(), Unfit> {
    if text.chars().any(char::is_control) {
        let detail = "One line, without control characters.";
        return Err(Unfit::new(FieldCode::ControlCharacter, detail));
    }
    not_blank(text)
}

/// Text of several lines that says something.
pub fn lines(text: &str) -> Result<(), Unfit> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        let detail = "No control characters but line breaks and tabs.";
        return Err(Unfit::new(FieldCode::ControlCharacter, detail));
    }
    not_blank(text)
}

fn not_blank(text: &str) -> Result<(), Unfit> {
    if text.trim().is_empty() {
        return Err(Unfit::new(FieldCode::Blank, "More than spaces; null for nothing."));
    }
    Ok(())
}
