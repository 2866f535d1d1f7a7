//! The scheme of a call number that nobody has named.

use super::fold::fold;
use super::scan::{Scan, is_digit, is_letter};
use super::{Scheme, dewey, lcc, prefix};

/// The scheme a call number looks like. In a public library `J 599.9 ABC` is Dewey with a prefix and `FIC ADA` fiction;
/// LC is what has a class of LC and a Cutter number or a fraction after it. What is none of these is the library's own.
pub fn guess(call_number: &str) -> Scheme {
    let text: Vec<char> = fold(call_number).chars().collect();
    let scan = Scan::new(&text);
    if dewey::has_full_class(scan) {
        return Scheme::Dewey;
    }
    let lcc = lcc::look(&text).filter(is_likely);
    // `GN 365.9 .H3` is LC, `GN 741.5 WAT` is not.
    let is_dotted = lcc.as_ref().is_some_and(|look| look.has_dotted_cutter);
    if !is_dotted && prefix::known_before(scan, dewey::has_full_class).is_some() {
        Scheme::Dewey
    } else if lcc.is_some() {
        Scheme::Lcc
    } else if after_class(scan).is_some_and(has_fraction) {
        Scheme::Dewey
    } else if prefix::of_shelf(scan).is_some() {
        Scheme::Fiction
    } else if after_class(scan).is_some_and(has_stamp) {
        Scheme::Dewey
    } else {
        Scheme::Own
    }
}

/// Whether a class of LC is one, not a word before a number. LC has no classes I, O, X and Y, and of three letters only in
/// D and K: `SPA 641.5` is none.
fn is_likely(look: &lcc::Look<'_>) -> bool {
    let is_class = match look.letters {
        ['I' | 'O' | 'X' | 'Y', ..] => false,
        ['D' | 'K', _, _] => !prefix::is_known(look.letters),
        [_, _, _] => look.has_dotted_cutter && !prefix::is_known(look.letters),
        _ => true,
    };
    is_class && (look.has_cutter || look.has_decimal)
}

/// What follows a full class of Dewey after words of any kind. A fraction or a stamp shows that it is one: `CD-ROM 787.87`,
/// `FRE 843 CAM`, but not `Box 123`.
fn after_class(scan: Scan<'_>) -> Option<Scan<'_>> {
    let (_, mut class) = prefix::any_before(scan, dewey::has_full_class)?;
    class.digits();
    Some(class)
}

fn has_fraction(after: Scan<'_>) -> bool {
    after.peek() == Some('.') && after.ahead(1).is_some_and(is_digit)
}

fn has_stamp(mut after: Scan<'_>) -> bool {
    after.blanks();
    after.peek().is_some_and(is_letter)
}
