//! Values in MARC-8.

use std::sync::LazyLock;

use carrel_marc::marc8::decode;
use carrel_marc::{Field, Note, iso2709};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::record;

/// Chinese, Japanese and Korean, three bytes a character.
const EACC: u8 = 0x31;
/// Sets that are never in G1.
const SMALL_SETS: &[u8] = b"bgp";
/// Marks that one letter has at the most.
const MARKS: usize = 16;
/// What a record of one field has room for.
const LONGEST_VALUE: usize = 9_000;

/// Asserts what holds for any value.
pub fn check(value: &[u8]) {
    let decoded = decode(value);
    assert!(is_nfc(&decoded.text), "composed: {:?}", decoded.text);
    assert_eq!(
        decoded.text.matches('\u{FFFD}').count(),
        decoded.bad,
        "{:?}",
        decoded.text
    );
    assert!(
        !decoded.text.contains('\x1B'),
        "escapes are no text: {:?}",
        decoded.text
    );
    // Three bytes a character, and three times as many when it is taken apart.
    assert!(
        decoded.text.len() <= 9 * value.len() + 3,
        "{} bytes",
        decoded.text.len()
    );
    if value.iter().all(|byte| (0x20..0x7F).contains(byte)) {
        assert_eq!((decoded.text.as_bytes(), decoded.bad), (value, 0), "ASCII is itself");
    }
    ends_with_what_follows(value);
    is_noted_in_a_record(value);
    says_what_was_spelled(value);
}

/// Whatever is cut off at the end, three blanks end it; and whatever sets were chosen, Latin can be chosen again.
fn ends_with_what_follows(value: &[u8]) {
    let ended = [value, b"   "].concat();
    let followed = [&ended, &b"\x1B(B\x1B)!Eplain"[..]].concat();
    assert_eq!(decode(&followed).text, decode(&ended).text + "plain");
}

/// In a record the value is the same text, and is noted if some of it means nothing.
fn is_noted_in_a_record(value: &[u8]) {
    let value: Vec<u8> = value
        .iter()
        .copied()
        .filter(|byte| !(0x1D..=0x1F).contains(byte))
        .take(LONGEST_VALUE)
        .collect();
    let subfield = [b"00\x1Fa", &value[..]].concat();
    let raw = iso2709::Reader::new(&record::in_marc8(&subfield)[..]).next();
    let reading = raw
        .and_then(Result::ok)
        .expect("a record")
        .value
        .decode()
        .expect("a record");
    record::check(&reading);
    if reading.notes.contains(&Note::WrongEncoding) {
        return;
    }
    let decoded = decode(&value);
    let is_noted = reading.notes.iter().any(|note| matches!(note, Note::BadText(_)));
    assert_eq!(is_noted, decoded.bad > 0, "{:?}", decoded.text);
    if let [Field::Data(field)] = &reading.record.fields[..] {
        let is_kept = |c: &char| matches!(c, '\t' | '\n' | '\r') || !c.is_control();
        let kept: String = decoded.text.chars().filter(is_kept).nfc().collect();
        assert_eq!(field.first(b'a'), Some(&kept[..]));
    }
}

/// A code of the published tables.
struct Code {
    set: u8,
    bytes: Vec<u8>,
    character: char,
    /// Written before the letter that it stands over.
    is_mark: bool,
}

static CODES: LazyLock<Vec<Code>> = LazyLock::new(|| {
    let table = include_str!("../../../../api/marc/data/marc8.txt");
    let codes = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let parts: Vec<&str> = line.split(' ').collect();
        let number = |text: &str| u32::from_str_radix(text, 16).ok();
        let set = u8::try_from(number(parts[0])?).ok()?;
        let all = number(parts[1])?.to_be_bytes();
        let bytes = all.iter().filter(|byte| **byte != 0).map(|byte| byte & 0x7F).collect();
        let character = char::from_u32(number(parts[2])?)?;
        let is_mark = set != EACC && parts.get(3) == Some(&"+");
        Some(Code {
            set,
            bytes,
            character,
            is_mark,
        })
    });
    // Below 21 stand controls, which belong to no set.
    codes
        .filter(|code: &Code| code.bytes.iter().all(|byte| (0x21..0x7F).contains(byte)))
        .collect()
});

/// Every two bytes choose a code of the tables. What is written with the codes so chosen, says their characters.
fn says_what_was_spelled(choices: &[u8]) {
    let (mut value, mut text, mut marks) = (Vec::new(), String::new(), Vec::new());
    for choice in choices.chunks_exact(2) {
        let choice = usize::from(u16::from_be_bytes([choice[0], choice[1]]));
        let code = &CODES[(choice / 2) % CODES.len()];
        if code.is_mark && marks.len() == MARKS {
            continue;
        }
        put(code, choice % 2 == 1 && !SMALL_SETS.contains(&code.set), &mut value);
        if code.is_mark {
            marks.push(code.character);
        } else {
            text.push(code.character);
            text.extend(marks.drain(..));
        }
    }
    value.extend_from_slice(b" ");
    text.push(' ');
    text.extend(marks);
    let decoded = decode(&value);
    assert_eq!((decoded.text, decoded.bad), (text.nfc().collect(), 0));
}

/// Writes a code in the lower or the upper half, the escape that chooses its set first.
fn put(code: &Code, is_upper: bool, value: &mut Vec<u8>) {
    value.push(0x1B);
    if code.set == EACC {
        value.push(b'$');
    }
    match (SMALL_SETS.contains(&code.set), is_upper) {
        (true, _) => {}
        (false, false) => value.push(b'('),
        (false, true) => value.push(b')'),
    }
    value.push(code.set);
    let half = if is_upper { 0x80 } else { 0 };
    value.extend(code.bytes.iter().map(|byte| byte | half));
}
