//! The numbers a library puts on its cards: a prefix that tells whose they are, a running number, and a check digit that
//! catches a slip of the finger. 14 digits, as on the Codabar cards of libraries.

/// Digits of a whole number.
pub const DIGITS: usize = 14;
/// The longest prefix; it leaves four digits to count with.
pub const LONGEST_PREFIX: usize = 9;

/// The numbers that share a prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    prefix: String,
}

impl Series {
    /// None unless the prefix is 1 to [`LONGEST_PREFIX`] digits.
    pub fn parse(prefix: &str) -> Option<Self> {
        let is_prefix =
            (1..=LONGEST_PREFIX).contains(&prefix.len()) && prefix.bytes().all(|digit| digit.is_ascii_digit());
        is_prefix.then(|| Self {
            prefix: prefix.to_owned(),
        })
    }

    /// The digits that all its numbers begin with.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The number at this place of the series, counted from 1. None past its end.
    pub fn number(&self, sequence: u64) -> Option<String> {
        let width = DIGITS - 1 - self.prefix.len();
        let running = format!("{sequence:0width$}");
        if sequence == 0 || running.len() > width {
            return None;
        }
        let digits = format!("{}{running}", self.prefix);
        let check = check_digit(&digits)?;
        Some(format!("{digits}{check}"))
    }
}

/// The digit that makes the whole divisible by ten when every second digit, counted from the end, is doubled and its own
/// digits are added up. None when there is something else than digits, or nothing.
pub fn check_digit(digits: &str) -> Option<char> {
    if digits.is_empty() {
        return None;
    }
    let mut sum = 0;
    for (place, c) in digits.chars().rev().enumerate() {
        let digit = c.to_digit(10)?;
        let weighed = if place % 2 == 0 { 2 * digit } else { digit };
        sum += weighed / 10 + weighed % 10;
    }
    char::from_digit((10 - sum % 10) % 10, 10)
}

/// Whether the last digit is the check digit of those before it.
pub fn is_checked(number: &str) -> bool {
    let Some((last, _)) = number.char_indices().last() else {
        return false;
    };
    let (digits, check) = number.split_at(last);
    check_digit(digits).is_some_and(|expected| check.starts_with(expected))
}
