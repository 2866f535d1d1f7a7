//! Files of ISO 2709.

use std::io::{BufReader, Read};

use carrel_marc::iso2709::{RawRecord, Reader, write};
use carrel_marc::{Fault, Located, open};

use super::record;

type Found = Result<Located<RawRecord>, Located<Fault>>;

/// Asserts what holds for any file.
pub fn check(file: &[u8]) {
    let found: Vec<Found> = Reader::new(file).collect();
    let pieces = BufReader::with_capacity(1 + file.len() % 31, file);
    assert_eq!(
        found,
        Reader::new(pieces).collect::<Vec<_>>(),
        "in small pieces as in one"
    );
    stands_where_it_says(file, &found);
    for raw in found.iter().flatten() {
        match raw.value.decode() {
            Ok(reading) => record::check(&reading),
            Err(fault) => assert!(!fault.is_last(), "{fault} ends no file"),
        }
    }
    costs_no_neighbour(file);
    if let Ok(records) = open(file) {
        assert!(records.count() <= file.len(), "reading ends");
    }
}

/// Records are numbered, their places rise, and between two that were read is nothing but filling.
fn stands_where_it_says(file: &[u8], found: &[Found]) {
    let (mut end, mut is_after_record) = (0, true);
    for (index, found) in found.iter().enumerate() {
        let (offset, number, length) = match found {
            Ok(raw) => (raw.offset, raw.number, raw.value.bytes().len()),
            Err(fault) => (fault.offset, fault.number, 1),
        };
        let offset = usize::try_from(offset).expect("a place in memory");
        assert_eq!(number, index as u64 + 1);
        assert!(offset >= end, "{offset} after {end}");
        if is_after_record {
            let between = &file[end..offset];
            assert!(
                between.iter().all(|byte| b"\r\n\0\x1A".contains(byte)),
                "{between:?} was left out"
            );
        }
        if let Ok(raw) = found {
            assert_eq!(raw.value.bytes(), &file[offset..offset + length]);
        }
        (end, is_after_record) = (offset + length, found.is_ok());
    }
    assert!(end <= file.len(), "{end} is in the file");
}

/// Whatever stands between two whole records, both are read.
fn costs_no_neighbour(file: &[u8]) {
    let whole = write(&record::small()).expect("it is small");
    let around = whole.chain(file).chain(&b"\x1D"[..]).chain(&whole[..]);
    let found: Vec<Found> = Reader::new(BufReader::new(around)).collect();
    for neighbour in [found.first(), found.last()] {
        let neighbour = neighbour.and_then(|found| found.as_ref().ok());
        assert_eq!(neighbour.map(|raw| raw.value.bytes()), Some(&whole[..]));
    }
}
