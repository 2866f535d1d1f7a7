//! Library of Congress Classification: `[prefix] letters integer[.decimal]`, then the elements.

use super::prefix;
use super::scan::{Scan, is_digit, is_letter, is_ordinal_ending};
use super::tail::push_tail;

/// The key of a call number of LC; none when it is none.
pub(super) fn key(text: &[char]) -> Option<String> {
    let scan = Scan::new(text);
    bare_key(scan).or_else(|| {
        let (prefix, rest) = prefix::collection_before(scan, |rest| class(rest).is_some())?;
        Some(format!("[{prefix}!{}", bare_key(rest)?))
    })
}

fn bare_key(scan: Scan<'_>) -> Option<String> {
    let (letters, integer, rest) = class(scan)?;
    if is_superintendent(scan) {
        return None;
    }
    let mut key: String = letters.iter().collect();
    key.push('!');
    let zeros = 5 - integer.len();
    key.extend(std::iter::repeat_n('0', zeros).chain(integer.iter().copied()));
    let mut scan = rest;
    key.extend(decimal(&mut scan));
    key.push('!');
    push_tail(scan, true, &mut key);
    Some(key)
}

/// The letters and the integer of the class, and what follows.
fn class(mut scan: Scan<'_>) -> Option<(&[char], &[char], Scan<'_>)> {
    scan.blanks();
    let letters = scan.letters();
    scan.blanks();
    let integer = scan.digits();
    let is_class = (1..=3).contains(&letters.len()) && letters.iter().all(char::is_ascii_uppercase);
    (is_class && !is_medicine(letters) && (1..=5).contains(&integer.len())).then_some((letters, integer, scan))
}

/// QS to QZ and W are the National Library of Medicine's.
fn is_medicine(letters: &[char]) -> bool {
    matches!(letters, ['Q', 'S'..='Z', ..] | ['W', ..])
}

/// The digits after the dot, when they are a fraction and not an ordinal: `KF4558.2.15th` has both.
pub(super) fn decimal(scan: &mut Scan<'_>) -> Vec<char> {
    let mut after = *scan;
    after.blanks();
    if !after.take('.') || !after.peek().is_some_and(is_digit) {
        return Vec::new();
    }
    let digits = after.digits();
    let mut ending = after;
    if is_ordinal_ending(ending.letters()) && !ending.peek().is_some_and(is_digit) {
        return Vec::new();
    }
    *scan = after;
    digits.to_vec()
}

/// The documents of the United States have a colon, and it is no `OP.7:NO.6`: `Y 3.A 1/1:`.
fn is_superintendent(scan: Scan<'_>) -> bool {
    let text = scan.rest();
    text.iter().enumerate().any(|(at, c)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + 1..).unwrap_or_default();
        *c == ':' && !(has_designator_end(before) && begins_designator(after))
    })
}

/// `… OP.7`: digits, a dot, letters.
fn has_designator_end(before: &[char]) -> bool {
    let backwards: Vec<char> = before.iter().rev().copied().collect();
    let mut scan = Scan::new(&backwards);
    scan.blanks();
    let has_digits = !scan.digits().is_empty();
    scan.take('.');
    has_digits && !scan.letters().is_empty()
}

/// `NO.6 …`: letters, perhaps a dot, digits.
fn begins_designator(after: &[char]) -> bool {
    let mut scan = Scan::new(after);
    scan.blanks();
    let has_letters = scan.peek().is_some_and(is_letter);
    scan.letters();
    let has_dot = scan.take('.');
    let has_blank = scan.blanks();
    has_letters && (has_dot || has_blank) && scan.peek().is_some_and(is_digit)
}

/// What [`super::guess`] asks: the letters of the class, and whether a Cutter number or a fraction shows that it is one.
pub(super) struct Look<'a> {
    pub letters: &'a [char],
    pub has_dotted_cutter: bool,
    pub has_cutter: bool,
    pub has_decimal: bool,
}

/// Looks at a number, with or without a prefix; none when it is none of LC.
pub(super) fn look(text: &[char]) -> Option<Look<'_>> {
    let scan = Scan::new(text);
    let start = match class(scan) {
        Some(_) => scan,
        None => prefix::collection_before(scan, |rest| class(rest).is_some())?.1,
    };
    let key = bare_key(start)?;
    let elements = key.splitn(3, '!').nth(2).unwrap_or_default();
    let (letters, _, mut rest) = class(start)?;
    let has_decimal = !decimal(&mut rest).is_empty();
    let is_dotted_cutter = |text: &[char]| {
        let mut scan = Scan::new(text);
        scan.take('.') && (1..=3).contains(&scan.letters().len()) && scan.peek().is_some_and(is_digit)
    };
    Some(Look {
        letters,
        has_dotted_cutter: (0..rest.rest().len()).any(|at| is_dotted_cutter(&rest.rest()[at..])),
        has_cutter: elements.starts_with('3') || elements.contains("!3"),
        has_decimal,
    })
}
