//! Dewey Decimal Classification: `[prefix] class[.decimal]`, then the elements.

use super::prefix;
use super::scan::{Scan, is_digit};
use super::tail::push_tail;

/// The key of a Dewey number; none when it is none.
pub(super) fn key(text: &[char]) -> Option<String> {
    let scan = Scan::new(text);
    bare_key(scan).or_else(|| {
        let (prefix, rest) = prefix::any_before(scan, has_full_class)?;
        Some(format!("{}!{}", prefix::leading(prefix), bare_key(rest)?))
    })
}

fn bare_key(mut scan: Scan<'_>) -> Option<String> {
    let class = class(&mut scan)?;
    let mut key: String = std::iter::repeat_n('0', 3 - class.len()).collect();
    key.extend(class);
    key.extend(decimal(&mut scan));
    key.push('!');
    push_tail(scan, false, &mut key);
    Some(key)
}

/// `1` and `11` mean 001 and 011.
fn class<'a>(scan: &mut Scan<'a>) -> Option<&'a [char]> {
    scan.blanks();
    let digits = scan.digits();
    (1..=3).contains(&digits.len()).then_some(digits)
}

/// Whether a number begins with a class written in full, as it must after a prefix.
pub(super) fn has_full_class(mut scan: Scan<'_>) -> bool {
    class(&mut scan).is_some_and(|class| class.len() == 3)
}

/// The fraction, without the marks that say where it may be shortened: `641.5/973`, `641/.5973`. In `641/BET` the slash is
/// none of them.
fn decimal(scan: &mut Scan<'_>) -> Vec<char> {
    let mut digits = Vec::new();
    let mut after = *scan;
    after.blanks();
    after.take('/');
    let has_point = after.take('.');
    let has_slash = !has_point && scan.peek() == Some('/');
    if !(has_point || has_slash) || !after.peek().is_some_and(is_digit) {
        return digits;
    }
    while after.peek().is_some_and(is_digit) {
        digits.extend(after.digits());
        *scan = after;
        after.take('/');
    }
    digits
}
