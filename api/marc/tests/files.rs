//! The files of real libraries, where they are at hand.

use carrel_marc::{Note, Record};

use crate::given::{faults, read_shared};

fn title(record: &Record) -> &str {
    record
        .data(b"245")
        .next()
        .and_then(|field| field.first(b'a'))
        .unwrap_or_default()
}

fn notes(found: &[crate::given::Found]) -> Vec<Note> {
    let readings = found.iter().filter_map(|found| found.as_ref().ok());
    readings.flat_map(|reading| reading.value.notes.clone()).collect()
}

#[test]
fn a_thousand_recordings_in_marc_8() {
    let Some(found) = read_shared("marc_jazz_1000.mrc") else {
        return;
    };
    assert_eq!(found.len(), 1000);
    assert_eq!(faults(&found), []);
    assert_eq!(notes(&found), []);
    let records: Vec<&Record> = found
        .iter()
        .map(|found| &found.as_ref().unwrap().value.record)
        .collect();
    assert_eq!(title(records[0]), "Friendly fire /");
    let items: usize = records.iter().map(|record| record.data(b"949").count()).sum();
    assert_eq!(items, 1238);
}

#[test]
fn many_scripts_in_utf_8() {
    let Some(found) = read_shared("marc_utf8_30.mrc") else {
        return;
    };
    assert_eq!(found.len(), 30);
    assert_eq!(faults(&found), []);
    assert_eq!(notes(&found), []);
}

#[test]
fn scripts_in_marc_8() {
    let Some(found) = read_shared("marc8_8.mrc") else {
        return;
    };
    assert_eq!((found.len(), faults(&found)), (8, vec![]));
    assert_eq!(notes(&found), []);
}

#[test]
fn a_set_that_is_never_changed_back_is_noted_field_by_field() {
    let Some(found) = read_shared("marc_greekmissingcharsetchange.mrc") else {
        return;
    };
    assert_eq!((found.len(), faults(&found)), (3, vec![]));
    assert!(notes(&found).iter().all(|note| note.place().is_some()));
}

#[test]
fn an_escape_that_is_cut_off_is_noted_and_costs_its_field() {
    let Some(found) = read_shared("marc_incomplete_esc_seq.mrc") else {
        return;
    };
    assert_eq!((found.len(), faults(&found)), (1, vec![]));
    assert!(notes(&found).iter().any(|note| note.code() == "bad-text"));
}

#[test]
fn a_record_far_too_long_is_read_with_its_neighbours() {
    let Some(found) = read_shared("marc_broken_too_long.mrc") else {
        return;
    };
    assert_eq!((found.len(), faults(&found)), (3, vec![]));
    let first = &found[0].as_ref().unwrap().value;
    assert_eq!(first.record.fields.len(), 1517);
    assert!(first.notes.starts_with(&[Note::WrongLength, Note::WrongDirectory]));
    assert_eq!(found[1].as_ref().unwrap().offset, 123_375);
}

#[test]
fn a_directory_in_another_order_is_legal() {
    let Some(found) = read_shared("marc_unordered-directory-entries.mrc") else {
        return;
    };
    assert_eq!((found.len(), faults(&found), notes(&found)), (1, vec![], vec![]));
}
