//! Words before a class or a stamp that name a collection: `REF`, `J`, `YR DVD`, `FIC`.

use super::scan::{Scan, is_digit, is_letter};

/// The most words a prefix has.
const MOST_WORDS: usize = 3;

/// Whom or what medium a collection is for. More of a prefix may follow.
const COLLECTIONS: &str = "J JUV JNF YA YR TEEN ADULT LP LT R REF REFERENCE DVD CD AUDIO BLURAY PB BOARD BB WL FOLIO OVERSIZE \
    QUARTO MICROFORM MICROFILM THESIS";

/// What kind of shelf it is. What follows is how it is ordered.
const KINDS: &str = "FIC FICTION F JF JFIC YAF YAFIC E JE EASY B JB BIO BIOG BIOGRAPHY P PIC PICTURE GN JGN YAGN MANGA \
    COMIC COMICS SF SCIFI FAN MYS MYSTERY WESTERN ROMANCE HORROR FANTASY MAG PER PERIODICAL";

/// Those of them that are no stamp and no word of a title.
const PLAIN_KINDS: &str = "FIC FICTION JFIC YAFIC GN BIO";

/// Whether a word is one that prefixes are made of.
pub(super) fn is_known(word: &[char]) -> bool {
    is_one_of(COLLECTIONS, word) || is_one_of(KINDS, word)
}

fn is_one_of(words: &str, word: &[char]) -> bool {
    words.split(' ').any(|known| known.chars().eq(word.iter().copied()))
}

/// The prefix as it begins a key. Whatever it is written in, what parsed stands before what did not.
pub(super) fn leading(prefix: String) -> String {
    if prefix.is_ascii() {
        prefix
    } else {
        format!("[{prefix}")
    }
}

/// Words before what `is_class` recognises, with a hyphen for what parts them, and what follows. Digits may be glued to a
/// word that is known: `R220.3`.
pub(super) fn any_before<'a>(scan: Scan<'a>, is_class: impl Fn(Scan<'a>) -> bool) -> Option<(String, Scan<'a>)> {
    before(scan, |word, is_apart| is_apart || is_known(word), is_class)
}

/// The same of known words, each apart from what follows.
pub(super) fn known_before<'a>(scan: Scan<'a>, is_class: impl Fn(Scan<'a>) -> bool) -> Option<(String, Scan<'a>)> {
    before(scan, |word, is_apart| is_apart && is_known(word), is_class)
}

/// The same of words that name a collection: `B L736` is a biography, not class L of some collection B.
pub(super) fn collection_before<'a>(scan: Scan<'a>, is_class: impl Fn(Scan<'a>) -> bool) -> Option<(String, Scan<'a>)> {
    before(
        scan,
        |word, is_apart| is_apart && is_one_of(COLLECTIONS, word),
        is_class,
    )
}

fn before<'a>(
    mut scan: Scan<'a>,
    is_wanted: impl Fn(&[char], bool) -> bool,
    is_class: impl Fn(Scan<'a>) -> bool,
) -> Option<(String, Scan<'a>)> {
    let mut words = Vec::new();
    scan.blanks();
    while words.len() < MOST_WORDS {
        let word = scan.letters();
        let is_apart = !scan.take_while(is_gap).is_empty();
        if word.is_empty() || !is_wanted(word, is_apart) {
            return None;
        }
        words.push(word.iter().collect::<String>());
        if is_class(scan) {
            return Some((words.join("-"), scan));
        }
    }
    None
}

/// What parts the words of a prefix.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '/')
}

/// The prefix of a shelf that has no classes: words for the collection while others follow, then one for the kind of
/// shelf. `FIC PIC` is a stamp of fiction, not a prefix of two words.
pub(super) fn of_shelf(mut scan: Scan<'_>) -> Option<(String, Scan<'_>)> {
    let mut words: Vec<String> = Vec::new();
    while words.len() < MOST_WORDS {
        let Some((word, after)) = shelf_word(scan) else { break };
        let is_kind = is_one_of(KINDS, word);
        let is_prefix = if words.is_empty() {
            is_kind || is_one_of(COLLECTIONS, word) || is_before_fiction(after)
        } else {
            (is_kind || is_one_of(COLLECTIONS, word)) && after.peek().is_some_and(is_letter)
        };
        if !is_prefix {
            break;
        }
        words.push(word.iter().collect());
        scan = after;
        if is_kind {
            break;
        }
    }
    (!words.is_empty()).then(|| (words.join("-"), scan))
}

/// `SPA FIC GAR`: whatever stands before such a word names a collection.
fn is_before_fiction(scan: Scan<'_>) -> bool {
    shelf_word(scan).is_some_and(|(word, after)| is_one_of(PLAIN_KINDS, word) && after.peek().is_some_and(is_letter))
}

/// A word without digits glued to it, and what follows it.
fn shelf_word(mut scan: Scan<'_>) -> Option<(&[char], Scan<'_>)> {
    scan.blanks();
    let word = scan.letters();
    let is_whole = !word.is_empty() && !scan.peek().is_some_and(is_digit);
    scan.take_while(is_gap);
    is_whole.then_some((word, scan))
}
