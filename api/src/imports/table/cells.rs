//! How cells are read.

use carrel_rules::barcode::Barcode;
use chrono::NaiveDate;

use crate::patrons::fields;
use crate::platform::fit::{Rule, Unfit};

use super::super::report::Remark;
use super::Row;
use super::row::Cell;

/// Reads the cells of a row and keeps what is wrong with them. A cell that is wrong gives what an empty one gives.
pub(super) struct Reader<'a> {
    pub row: &'a Row,
    wrong: Vec<Remark>,
}

impl<'a> Reader<'a> {
    pub(super) fn of(row: &'a Row) -> Self {
        Self { row, wrong: Vec::new() }
    }

    /// What was read, unless something is wrong.
    pub(super) fn end<T>(self, read: T) -> Result<T, Vec<Remark>> {
        if self.wrong.is_empty() {
            Ok(read)
        } else {
            Err(self.wrong)
        }
    }

    pub(super) fn refuse(&mut self, column: &'static str, code: &'static str, detail: &str) {
        self.wrong.push(self.row.refusal(column, code, detail));
    }

    pub(super) fn keep<T>(&mut self, read: Cell<T>) -> Option<T> {
        read.map_err(|remark| self.wrong.push(remark)).ok()
    }

    pub(super) fn fits<T>(&mut self, column: &'static str, read: Result<T, Unfit>) -> Option<T> {
        self.keep(read.map_err(|unfit| self.row.refusal(column, unfit.code.as_str(), unfit.detail)))
    }

    /// A cell that must not be empty.
    pub(super) fn present(&mut self, column: &'static str) -> Option<&'a str> {
        let text = self.row.get(column);
        self.keep(text.ok_or_else(|| self.row.refusal(column, "missing", "This cell must not be empty.")))
    }

    pub(super) fn text(&mut self, column: &'static str, rule: &Rule) -> Option<String> {
        let text = self.row.get(column)?;
        self.fits(column, rule.read(text))
    }

    pub(super) fn wanted(&mut self, column: &'static str, rule: &Rule) -> String {
        let text = self.present(column);
        text.and_then(|text| self.fits(column, rule.read(text)))
            .unwrap_or_default()
    }

    /// The code of one of the library's lists, in capitals as they are.
    pub(super) fn code(&mut self, column: &'static str) -> Option<String> {
        self.row.get(column).map(|text| text.trim().to_uppercase())
    }

    pub(super) fn wanted_code(&mut self, column: &'static str) -> String {
        self.present(column)
            .map(|text| text.trim().to_uppercase())
            .unwrap_or_default()
    }

    /// What a card or an item says.
    pub(super) fn barcode(&mut self, column: &'static str) -> Option<String> {
        let text = self.row.get(column)?;
        self.fits(column, fields::card_number(text)).map(Barcode::into)
    }

    /// A date in ISO 8601.
    pub(super) fn date(&mut self, column: &'static str) -> Option<NaiveDate> {
        let text = self.row.get(column)?.trim();
        let is_written_out = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .filter(|_| is_written_out);
        let detail = "A date is written year-month-day, such as 2026-11-27.";
        self.keep(date.ok_or_else(|| self.row.refusal(column, "not-a-date", detail)))
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, column: &'static str) -> Option<bool> {
        let text = self.row.get(column)?;
        let flag = match text.trim().to_ascii_lowercase().as_str() {
            "yes" | "true" | "1" => Some(true),
            "no" | "false" | "0" => Some(false),
            _ => None,
        };
        self.keep(flag.ok_or_else(|| self.row.refusal(column, "not-yes-or-no", "Write yes or no.")))
    }

    /// A whole number within its bounds.
    pub(super) fn number(&mut self, column: &'static str, (min, max): (i64, i64)) -> Option<i64> {
        let number = self.row.get(column)?.trim().parse().ok();
        let number = number.filter(|number| (min..=max).contains(number));
        self.keep(number.ok_or_else(|| {
            let detail = format!("A whole number from {min} to {max}.");
            self.row.refusal(column, "range", detail)
        }))
    }

    /// An amount in the library's currency, such as 12.50, as minor units.
    pub(super) fn money(&mut self, column: &'static str, exponent: i16, (min, max): (i64, i64)) -> Option<i64> {
        let amount = minor_units(self.row.get(column)?.trim(), exponent);
        let amount = amount.filter(|amount| (min..=max).contains(amount));
        self.keep(amount.ok_or_else(|| {
            let detail =
                format!("An amount with at most {exponent} decimals and no signs but a point or comma before them.");
            self.row.refusal(column, "not-an-amount", detail)
        }))
    }

    /// One of these words.
    pub(super) fn one_of(&mut self, column: &'static str, words: &[&'static str]) -> Option<&'static str> {
        let text = self.row.get(column)?.trim().to_ascii_lowercase();
        let word = words.iter().copied().find(|word| *word == text);
        self.keep(word.ok_or_else(|| {
            let detail = format!("One of {}.", words.join(", "));
            self.row.refusal(column, "unknown", detail)
        }))
    }
}

/// Digits, and after a point or a comma at most `exponent` more. Never a sign: what is owed and what is due to somebody are
/// told apart by the column.
fn minor_units(text: &str, exponent: i16) -> Option<i64> {
    let places = usize::try_from(exponent).ok()?;
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    let has_dangling_point = part.is_empty() && whole.len() < text.len();
    if whole.is_empty() || has_dangling_point || part.len() > places || !is_number(whole) || !is_number(part) {
        return None;
    }
    format!("{whole}{part:0<places$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_the_decimals_of_the_currency() {
        for (text, exponent, expected) in [
            ("12.50", 2, Some(1250)),
            ("12,5", 2, Some(1250)),
            ("12", 2, Some(1200)),
            ("0.05", 2, Some(5)),
            ("12.505", 2, None),
            ("12", 0, Some(12)),
            ("12.0", 0, None),
            ("12.", 2, None),
            ("1,000.00", 2, None),
            ("-1", 2, None),
            ("", 2, None),
            ("99999999999999999999", 2, None),
        ] {
            assert_eq!(minor_units(text, exponent), expected, "{text:?}");
        }
    }
}
