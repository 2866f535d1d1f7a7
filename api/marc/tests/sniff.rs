//! What is no file of records at all.

use std::io::{self, BufReader, Read};

use carrel_marc::{Format, iso2709, open};

use crate::given::{faults, read, record, records};

#[test]
fn the_kind_is_told_by_the_beginning() {
    assert_eq!(Format::of(b"00123nam"), Some(Format::Iso2709));
    assert_eq!(Format::of(b"\n <collection>"), Some(Format::MarcXml));
    assert_eq!(Format::of(b"\xEF\xBB\xBF<collection>"), Some(Format::MarcXml));
    assert_eq!(Format::of(b"PK\x03\x04"), None);
    assert_eq!(Format::of(b""), None);
}

#[test]
fn other_files_are_one_fault() {
    let noise: Vec<u8> = (0..1_000_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let files: [&[u8]; 6] = [
        b"",
        b"barcode,title\n1,Emma\n",
        b"%PDF-1.7\x1D",
        b"12345 is a number\x1D",
        b"\x00\x00",
        &noise,
    ];
    for file in files {
        let found = read(file);
        assert_eq!(
            faults(&found),
            [(1, 0, "not-marc")],
            "{:?}",
            &file[..file.len().min(20)]
        );
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn an_endless_file_ends() {
    let begins_well = iso2709::write(&record()).unwrap();
    let endless = BufReader::new((&begins_well[..100]).chain(io::repeat(b'0')));
    let found: Vec<_> = open(endless).unwrap().collect();
    assert_eq!(faults(&found), [(1, 0, "too-long")]);
    let endless = BufReader::new(io::repeat(b'7'));
    assert_eq!(
        faults(&open(endless).unwrap().collect::<Vec<_>>()),
        [(1, 0, "not-marc")]
    );
    let endless = BufReader::new((&b"<a>"[..]).chain(io::repeat(b'7')));
    assert_eq!(faults(&open(endless).unwrap().collect::<Vec<_>>())[0].2, "too-long");
}

#[test]
fn a_byte_order_mark_is_nothing() {
    let file = [b"\xEF\xBB\xBF", &iso2709::write(&record()).unwrap()[..]].concat();
    assert_eq!(records(&file), [record()]);
    assert_eq!(read(&file)[0].as_ref().unwrap().offset, 3);
}

#[test]
fn a_file_that_turns_to_rubbish_is_given_up() {
    let mut file = iso2709::write(&record()).unwrap();
    file.extend(b"rubbish\x1D".repeat(5000));
    let found = read(&file);
    assert_eq!(found.len(), 1001);
    assert_eq!(faults(&found)[999].2, "nothing-readable");
}
