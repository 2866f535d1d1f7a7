//! The elements after the class: dates, words, designators with their numbers, Cutter numbers.

use super::designator::{canonical, roman};
use super::element::{push_cutter, push_number, push_word};
use super::scan::{Scan, is_digit, is_letter, is_mark, is_ordinal_ending};

/// The most letters a Cutter number begins with.
const MOST_CUTTER_LETTERS: usize = 3;

/// What of the elements read so far decides how the next one is read.
struct Tail<'a, 'k> {
    scan: Scan<'a>,
    key: &'k mut String,
    /// Whether letters after a dot are a Cutter number even without digits, as in `M5 .L`.
    bare_cutters: bool,
    is_after_cutter: bool,
    is_after_date: bool,
}

/// Writes all that is left of a call number.
pub(super) fn push_tail(scan: Scan<'_>, bare_cutters: bool, key: &mut String) {
    let mut tail = Tail {
        scan,
        key,
        bare_cutters,
        is_after_cutter: false,
        is_after_date: false,
    };
    loop {
        tail.scan.take_while(is_mark);
        match tail.scan.peek() {
            None => return,
            Some(c) if is_digit(c) => tail.number(),
            Some(_) => tail.letters(),
        }
    }
}

impl Tail<'_, '_> {
    /// A number, the end of an ordinal, or a number with letters: `1990`, `15th`, `1902V`. Letters with digits after them
    /// are the next element: `2003M384`.
    fn number(&mut self) {
        let digits = self.scan.digits();
        let mut after = self.scan;
        let letters = after.letters();
        let is_glued = after.peek().is_some_and(is_digit) || begins_designator(letters, after) || letters.len() > 2;
        let own: &[char] = if is_glued || is_ordinal_ending(letters) {
            &[]
        } else {
            letters
        };
        push_number(self.key, digits, own);
        if !is_glued {
            self.scan = after;
        }
        self.is_after_date = digits.len() == 4 && digits.first().is_some_and(|first| matches!(first, '1' | '2'));
    }

    fn letters(&mut self) {
        let is_dotted = follows_dot(self.scan);
        let letters = self.scan.letters();
        let may_be_cutter = letters.len() <= MOST_CUTTER_LETTERS;
        match self.scan.peek() {
            Some(c) if is_digit(c) => {
                if may_be_cutter && (is_dotted || !self.is_glued_designator(letters)) {
                    self.cutter(letters);
                } else {
                    self.word(letters);
                }
            }
            // `K.25` is a word and its number, never the Cutter number K25.
            Some('.') if self.scan.ahead(1).is_some_and(is_digit) => self.word(letters),
            _ if is_dotted && may_be_cutter && self.digits_are_apart() => {
                self.scan.blanks();
                self.cutter(letters);
            }
            _ if is_dotted && may_be_cutter && self.bare_cutters => self.cutter(letters),
            _ => self.word(letters),
        }
        self.is_after_date = false;
    }

    /// `1902 V2` and `.B4 no11` are designators that lost their dot. Right after the class, letters with digits are an
    /// author: `No112`.
    fn is_glued_designator(&self, letters: &[char]) -> bool {
        let is_possible = if letters.len() == 1 {
            self.is_after_date
        } else {
            self.is_after_cutter || self.is_after_date
        };
        is_possible && canonical(letters).is_some()
    }

    /// `.C 35` is a Cutter number somebody spaced; `.L 1880` is followed by a year.
    fn digits_are_apart(&self) -> bool {
        let mut after = self.scan;
        after.blanks() && (1..=3).contains(&after.digits().len()) && !after.peek().is_some_and(is_letter)
    }

    fn cutter(&mut self, letters: &[char]) {
        let digits = self.scan.digits();
        let mut after = self.scan;
        let mut work = after.letters();
        // What has digits of its own is the next element.
        if after.peek().is_some_and(is_digit) || begins_designator(work, after) {
            work = &[];
        } else {
            self.scan = after;
        }
        push_cutter(self.key, letters, digits, work);
        self.is_after_cutter = true;
    }

    /// A word. Before a number it gets the one spelling it has as a designator; after one, Roman numerals are numbers.
    fn word(&mut self, letters: &[char]) {
        let designator = canonical(letters);
        let numeral = designator.and_then(|_| roman_after(self.scan, letters.len() == 1));
        match designator {
            Some(word) if numeral.is_some() || is_before_number(self.scan) => push_word(self.key, word.chars()),
            _ => push_word(self.key, letters.iter().copied()),
        }
        let mut numeral = numeral;
        while let Some((value, after)) = numeral {
            push_number(self.key, &value.to_string().chars().collect::<Vec<_>>(), &[]);
            self.scan = after;
            numeral = self.scan.take('-').then(|| numeral_at(self.scan)).flatten();
        }
    }
}

/// Whether the letters and what follows them are `v.2`, a designator.
fn begins_designator(letters: &[char], after: Scan<'_>) -> bool {
    after.peek() == Some('.') && after.ahead(1).is_some_and(is_digit) && canonical(letters).is_some()
}

/// Whether a dot belongs to what comes, not to the word before it.
fn follows_dot(scan: Scan<'_>) -> bool {
    matches!(scan.behind(), (Some('.'), before) if !before.is_some_and(is_letter))
}

fn is_before_number(mut scan: Scan<'_>) -> bool {
    scan.take('.');
    scan.blanks();
    scan.peek().is_some_and(is_digit)
}

/// `v.I`, `Bd. II`, `vol IV`. A single letter needs its dot: `W831 T C` has no hundredth tome.
fn roman_after(mut scan: Scan<'_>, needs_dot: bool) -> Option<(u32, Scan<'_>)> {
    let has_dot = scan.take('.');
    if !has_dot && (needs_dot || !scan.peek().is_some_and(char::is_whitespace)) {
        return None;
    }
    scan.blanks();
    numeral_at(scan)
}

fn numeral_at(mut scan: Scan<'_>) -> Option<(u32, Scan<'_>)> {
    let value = roman(scan.letters())?;
    (!scan.peek().is_some_and(char::is_alphanumeric)).then_some((value, scan))
}
