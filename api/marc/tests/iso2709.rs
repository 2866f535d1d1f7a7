//! Files of ISO 2709, whole and broken.

use carrel_marc::{Field, Note, Place, iso2709};

use crate::given::{bytes, control, data, faults, numbered, read, record, records};

fn written(numbers: &[&str]) -> Vec<Vec<u8>> {
    numbers
        .iter()
        .map(|number| iso2709::write(&numbered(number)).unwrap())
        .collect()
}

#[test]
fn what_is_written_is_read() {
    let bytes = iso2709::write(&record()).unwrap();
    assert_eq!(records(&bytes), [record()]);
    assert!(bytes.starts_with(b"00"));
    assert_eq!(bytes[9], b'a');
}

#[test]
fn records_are_numbered_and_have_their_place() {
    let written = written(&["one", "two", "three"]);
    let found = read(&written.concat());
    let places: Vec<(u64, u64)> = found
        .iter()
        .map(|found| found.as_ref().map(|record| (record.number, record.offset)).unwrap())
        .collect();
    let (one, two) = (written[0].len() as u64, written[1].len() as u64);
    assert_eq!(places, [(1, 0), (2, one), (3, one + two)]);
}

#[test]
fn line_ends_between_records_are_nothing() {
    let mut file = written(&["one", "two"]).join(&b"\r\n"[..]);
    file.extend_from_slice(b"\n\x1A");
    assert_eq!(records(&file), [numbered("one"), numbered("two")]);
}

#[test]
fn a_file_that_ends_inside_a_record_says_where() {
    let written = written(&["one", "two"]);
    let mut file = written.concat();
    file.truncate(file.len() - 20);
    let found = read(&file);
    assert_eq!(found.len(), 2);
    assert_eq!(faults(&found), [(2, written[0].len() as u64, "truncated")]);
}

#[test]
fn a_record_without_its_end_costs_no_other() {
    let written = written(&["one", "two", "three"]);
    let mut file = written[0].clone();
    file.extend_from_slice(&written[1][..written[1].len() - 30]);
    let third = file.len() as u64;
    file.extend_from_slice(&written[2]);
    let found = read(&file);
    assert_eq!(faults(&found), [(2, written[0].len() as u64, "truncated")]);
    let last = found[2].as_ref().unwrap();
    assert_eq!((last.number, last.offset), (3, third));
    assert_eq!(last.value.record, numbered("three"));
}

#[test]
fn rubbish_between_records_costs_itself() {
    let written = written(&["one", "two"]);
    let file = [&written[0][..], b"rubbish \xFF\x1D", &written[1][..]].concat();
    let found = read(&file);
    assert_eq!(faults(&found), [(2, written[0].len() as u64, "bad-leader")]);
    assert_eq!(found[2].as_ref().unwrap().value.record, numbered("two"));
}

#[test]
fn a_wrong_length_is_forgiven_and_noted() {
    let mut bytes = iso2709::write(&record()).unwrap();
    bytes[..5].copy_from_slice(b"00007");
    let found = read(&bytes).remove(0).unwrap();
    assert_eq!(found.value.record, record());
    assert_eq!(found.value.notes, [Note::WrongLength]);
}

#[test]
fn a_wrong_directory_is_forgiven_when_every_field_has_an_entry() {
    for (at, digits) in [(27, "0001"), (31, "00044"), (39, "9999"), (43, "abcde")] {
        let mut bytes = iso2709::write(&record()).unwrap();
        bytes[at..at + digits.len()].copy_from_slice(digits.as_bytes());
        let found = read(&bytes).remove(0).unwrap();
        assert_eq!(found.value.record, record(), "at {at}");
        assert_eq!(found.value.notes, [Note::WrongDirectory]);
    }
}

#[test]
fn a_directory_that_tells_nothing_refuses_the_record() {
    let mut bytes = iso2709::write(&record()).unwrap();
    bytes[27..31].copy_from_slice(b"0001");
    // One field more than entries.
    let end = bytes.len() - 1;
    bytes.insert(end, 0x1E);
    let length = format!("{:05}", bytes.len());
    bytes[..5].copy_from_slice(length.as_bytes());
    assert_eq!(faults(&read(&bytes)), [(1, 0, "bad-directory")]);
    assert_eq!(
        faults(&read(b"00026nam a2200025   4500\x1E\x1D")),
        [(1, 0, "no-fields")]
    );
}

#[test]
fn entries_in_another_order_than_the_fields_are_legal() {
    let mut bytes = iso2709::write(&record()).unwrap();
    let (first, second) = (bytes[24..36].to_vec(), bytes[36..48].to_vec());
    bytes[24..36].copy_from_slice(&second);
    bytes[36..48].copy_from_slice(&first);
    let found = read(&bytes).remove(0).unwrap();
    assert_eq!(found.value.notes, []);
    let mut expected = record();
    expected.fields.swap(0, 1);
    assert_eq!(found.value.record, expected);
}

#[test]
fn text_that_is_no_utf_8_is_marked_and_noted() {
    let found = read(&bytes(b'a', &[("245", b"10\x1FaCaf\xE9")])).remove(0).unwrap();
    assert_eq!(found.value.record.fields, [data("245", "10", "$aCaf\u{FFFD}")]);
    assert_eq!(found.value.notes, [Note::BadText(Place { tag: *b"245", index: 0 })]);
}

#[test]
fn utf_8_that_calls_itself_marc_8_is_utf_8() {
    let found = read(&bytes(b' ', &[("245", "10\x1FaCafé".as_bytes())]))
        .remove(0)
        .unwrap();
    assert_eq!(found.value.record.fields, [data("245", "10", "$aCafé")]);
    assert_eq!(found.value.notes, [Note::WrongEncoding]);
}

#[test]
fn text_is_composed() {
    let found = records(&bytes(b'a', &[("245", "10\x1FaCafe\u{301}".as_bytes())]));
    assert_eq!(found[0].fields, [data("245", "10", "$aCafé")]);
}

#[test]
fn control_characters_are_left_out_and_noted() {
    let found = read(&bytes(b'a', &[("001", b"a\0b\x07c")])).remove(0).unwrap();
    assert_eq!(found.value.record.fields, [control("001", "abc")]);
    assert_eq!(
        found.value.notes,
        [Note::ControlCharacters(Place { tag: *b"001", index: 0 })]
    );
}

#[test]
fn a_field_without_subfields_keeps_its_text() {
    let found = read(&bytes(b'a', &[("245", b"Only text")])).remove(0).unwrap();
    assert_eq!(found.value.record.fields, [data("245", "  ", "$aOnly text")]);
    assert_eq!(found.value.notes.len(), 1);
}

#[test]
fn a_record_too_long_for_its_digits_is_read_by_its_ends() {
    let mut long = record();
    for _ in 0..200 {
        long.fields
            .push(data("505", "0 ", &format!("$a{}", "long ".repeat(300))));
    }
    long.fields
        .push(data("520", "  ", &format!("$a{}", "x".repeat(20_000))));
    assert!(iso2709::write(&long).is_err());
    let found = read(&iso2709::write_long(&long)).remove(0).unwrap();
    assert_eq!(found.value.record, long);
    assert_eq!(found.value.notes, [Note::WrongLength, Note::WrongDirectory]);
}

#[test]
fn fields_past_what_five_digits_can_say_are_told_apart() {
    let mut long = record();
    long.fields = vec![control("001", &"x".repeat(9_998)); 10];
    // The next field begins at 99,999, and so do, as their entries say, all that follow.
    let last = ["8 digits", "one", "two", "six"];
    long.fields.extend(last.iter().map(|value| control("009", value)));
    let found = read(&iso2709::write_long(&long)).remove(0).unwrap();
    assert_eq!(found.value.record, long);
    assert_eq!(found.value.notes, [Note::WrongLength, Note::WrongDirectory]);
}

#[test]
fn a_record_without_end_is_one_fault_and_the_next_is_read() {
    let written = written(&["one", "two"]);
    let endless = [&written[0][..100], &vec![b'x'; 5 << 20][..], b"\x1D"].concat();
    let found = read(&[&endless[..], &written[1][..]].concat());
    assert_eq!(faults(&found), [(1, 0, "too-long")]);
    let second = found[1].as_ref().unwrap();
    assert_eq!((second.number, second.offset), (2, endless.len() as u64));
}

#[test]
fn a_record_that_is_too_long_once_it_is_composed_is_told() {
    // A note of music is composed by taking it apart, into three times as many bytes.
    let music = "10\x1Fa".to_owned() + &"\u{1D160}".repeat(360_000);
    let file = format!("99999nam a2299999   4500245999900000\x1E{music}\x1E\x1D");
    assert_eq!(faults(&read(file.as_bytes())), [(1, 0, "too-long")]);
}

#[test]
fn values_cannot_end_their_field() {
    let mut record = record();
    record.fields.push(control("009", "a\u{1D}b\u{1E}c\u{1F}d"));
    let found = records(&iso2709::write(&record).unwrap());
    assert!(matches!(&found[0].fields[3], Field::Control { value, .. } if value == "abcd"));
}
