//! What holds for every record that was read, from whatever file.

use carrel_marc::{DataField, Field, Leader, Note, Reading, Record, Subfield, iso2709, marcxml, open};
use unicode_normalization::is_nfc;

/// A record that nothing is the matter with.
pub fn small() -> Record {
    Record {
        leader: Leader::of(*b"am"),
        fields: vec![
            Field::Control {
                tag: *b"001",
                value: "number-1".to_owned(),
            },
            Field::Data(DataField {
                tag: *b"245",
                indicators: *b"10",
                subfields: vec![Subfield {
                    code: b'a',
                    value: "Frankenstein :".to_owned(),
                }],
            }),
        ],
    }
}

/// Asserts that a record is what the crate promises, and that it can be written and read again.
pub fn check(reading: &Reading) {
    let Reading { record, notes } = reading;
    assert!(notes.len() <= Note::MOST, "{} notes", notes.len());
    for place in notes.iter().filter_map(|note| note.place()) {
        assert_eq!(record.fields[place.index].tag(), &place.tag, "the field of a note");
    }
    assert!(!record.fields.is_empty(), "a record has fields");
    record.fields.iter().for_each(check_field);
    goes_as_iso2709(record);
    goes_as_marcxml(record);
}

fn check_field(field: &Field) {
    let tag = field.tag();
    assert!(tag.iter().all(u8::is_ascii_alphanumeric), "tag {tag:?}");
    assert_eq!(
        matches!(field, Field::Control { .. }),
        tag.starts_with(b"00"),
        "tag {tag:?}"
    );
    match field {
        Field::Control { value, .. } => check_text(value),
        Field::Data(field) => {
            let is_plain = |byte: &u8| (0x20..0x7F).contains(byte);
            assert!(field.indicators.iter().all(is_plain), "{:?}", field.indicators);
            for subfield in &field.subfields {
                assert!(subfield.code.is_ascii_graphic(), "code {}", subfield.code);
                check_text(&subfield.value);
            }
        }
    }
}

/// Composed, and without what neither XML nor a database keeps.
fn check_text(text: &str) {
    assert!(is_nfc(text), "composed: {text:?}");
    let is_kept =
        |c: char| matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    assert!(text.chars().all(is_kept), "no control characters: {text:?}");
}

fn goes_as_iso2709(record: &Record) {
    match iso2709::write(record) {
        Ok(bytes) => {
            let again = only(&bytes);
            assert_eq!(&again.record, record);
            assert_eq!(again.notes, [], "nothing is the matter with what we write");
        }
        Err(iso2709::TooLong) => assert_eq!(&only(&iso2709::write_long(record)).record, record),
    }
}

fn goes_as_marcxml(record: &Record) {
    let again = only(marcxml::write(record, true).as_bytes());
    assert_eq!(&again.record, record);
    assert_eq!(again.notes, [], "nothing is the matter with what we write");
}

/// The one record of a file.
fn only(bytes: &[u8]) -> Reading {
    let mut records = open(bytes).expect("what we write is a file of records");
    let found = records.next().expect("a record").expect("a record that can be read");
    assert!(records.next().is_none(), "one record");
    found.value
}

/// The bytes of a record in MARC-8 with one field, 245, that holds these bytes; they are to hold none that end it.
pub fn in_marc8(value: &[u8]) -> Vec<u8> {
    const BASE: usize = 24 + 12 + 1;
    let field = value.len() + 1;
    let mut bytes = format!("{:05}nam  22{BASE:05}   4500245{field:04}00000\x1E", BASE + field + 1).into_bytes();
    bytes.extend_from_slice(value);
    bytes.extend_from_slice(b"\x1E\x1D");
    bytes
}
