//! Files of MARCXML.

use std::io::{BufReader, Read};

use carrel_marc::marcxml::{OPEN, Reader, write};
use carrel_marc::{Fault, Field, Located, Reading, Record};

use super::record;

type Found = Result<Located<Reading>, Located<Fault>>;

/// Composing makes three bytes of one at the most.
const MOST_GROWTH: usize = 3;

/// Asserts what holds for any file.
pub fn check(file: &[u8]) {
    let found: Vec<Found> = Reader::new(file).collect();
    reads_the_same_in_pieces(file, &found);
    stands_where_it_says(file, &found);
    let text: usize = found
        .iter()
        .flatten()
        .map(|reading| text_of(&reading.value.record))
        .sum();
    assert!(
        text <= MOST_GROWTH * file.len(),
        "{text} bytes of text grew from {}",
        file.len()
    );
    found.iter().flatten().for_each(|reading| record::check(&reading.value));
    costs_nothing_before_it(file);
}

/// Small pieces are as one. Only inside a document type, which ends the file, the parser stumbles sooner or later over what is
/// broken, depending on where a piece ends: there the records count, and that a fault follows them.
fn reads_the_same_in_pieces(file: &[u8], found: &[Found]) {
    let pieces = BufReader::with_capacity(1 + file.len() % 31, file);
    let again: Vec<Found> = Reader::new(pieces).collect();
    if file.windows(3).any(|bytes| bytes.eq_ignore_ascii_case(b"<!D")) {
        assert_eq!(again.len(), found.len());
        assert!(
            again.iter().flatten().eq(found.iter().flatten()),
            "{again:?} and {found:?}"
        );
    } else {
        assert_eq!(again, found);
    }
}

/// Records are numbered, their places rise, and after a fault of the XML itself comes nothing.
fn stands_where_it_says(file: &[u8], found: &[Found]) {
    let mut after = 0;
    for (index, one) in found.iter().enumerate() {
        let (offset, number) = match one {
            Ok(reading) => (reading.offset, reading.number),
            Err(fault) => (fault.offset, fault.number),
        };
        assert_eq!(number, index as u64 + 1);
        assert!(offset >= after && offset <= file.len() as u64, "{offset} after {after}");
        after = offset + 1;
        if let Err(fault) = one {
            let is_last = fault.value.is_last() || fault.value == Fault::Truncated;
            assert!(!is_last || index + 1 == found.len(), "{} ends the file", fault.value);
        }
    }
    assert!(!found.is_empty(), "a file without records is told");
}

fn text_of(record: &Record) -> usize {
    let text = |field: &Field| match field {
        Field::Control { value, .. } => value.len(),
        Field::Data(field) => field.subfields.iter().map(|subfield| subfield.value.len()).sum(),
    };
    record.fields.iter().map(text).sum()
}

/// Whatever follows a whole record, the record is read.
fn costs_nothing_before_it(file: &[u8]) {
    let whole = [OPEN, &write(&record::small(), false)].concat();
    let first = Reader::new(BufReader::new(whole.as_bytes().chain(file))).next();
    let first = first.and_then(Result::ok).map(|reading| reading.value.record);
    assert_eq!(first, Some(record::small()));
}
