//! What holds for any record and any bytes.

use carrel_marc::{DataField, Field, Leader, Record, Subfield, iso2709, marc8, marcxml};
use proptest::collection::vec;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::given::{read, record, records};

fn text() -> impl Strategy<Value = String> {
    "[ -~\\t\\n\\rÀ-ÖØ-öø-ÿΑ-ωא-תء-ي一-龠가-힣😀-😐]{0,40}".prop_map(|text| text.nfc().collect())
}

fn tag() -> impl Strategy<Value = [u8; 3]> {
    "[1-9A-Za-z][0-9A-Za-z]{2}".prop_map(|tag| tag.into_bytes().try_into().unwrap())
}

fn field() -> impl Strategy<Value = Field> {
    let subfield = ("[!-~]", text()).prop_map(|(code, value)| Subfield {
        code: code.as_bytes()[0],
        value,
    });
    let data = (tag(), "[ -~]{2}", vec(subfield, 1..5)).prop_map(|(tag, indicators, subfields)| {
        Field::Data(DataField {
            tag,
            indicators: indicators.into_bytes().try_into().unwrap(),
            subfields,
        })
    });
    let control = ("00[1-9]", text()).prop_map(|(tag, value)| Field::Control {
        tag: tag.into_bytes().try_into().unwrap(),
        value,
    });
    prop_oneof![3 => data, 1 => control]
}

fn any_record() -> impl Strategy<Value = Record> {
    ("[a-z]{2}", vec(field(), 1..20)).prop_map(|(kind, fields)| Record {
        leader: Leader::of(kind.into_bytes().try_into().unwrap()),
        fields,
    })
}

fn same_fields(one: &[Record], other: &[Record]) -> bool {
    let fields = |records: &[Record]| records.iter().map(|record| record.fields.clone()).collect::<Vec<_>>();
    fields(one) == fields(other)
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_told(bytes in vec(any::<u8>(), 0..2000)) {
        read(&bytes);
        marc8::decode(&bytes);
    }

    #[test]
    fn any_bytes_in_marc_8_are_bounded(bytes in vec(prop_oneof![Just(0x1B), 0x20..0x7F_u8, any::<u8>()], 0..300)) {
        let decoded = marc8::decode(&bytes);
        prop_assert!(decoded.text.chars().count() <= 2 * bytes.len() + 1);
        prop_assert!(!decoded.text.contains(char::from(0x1B)));
    }

    #[test]
    fn a_damaged_record_is_read_or_told(at in 0..300_usize, byte in any::<u8>(), cut in 0..300_usize) {
        let mut bytes = iso2709::write(&record()).unwrap();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length);
        read(&bytes);
        let mut xml = marcxml::write(&record(), true).into_bytes();
        let length = xml.len();
        xml[at % length] = byte;
        xml.truncate(length - cut % length);
        read(&xml);
    }

    #[test]
    fn what_is_written_is_read_back(all in vec(any_record(), 1..4)) {
        let file: Vec<u8> = all.iter().flat_map(|record| iso2709::write(record).unwrap()).collect();
        prop_assert!(same_fields(&records(&file), &all));
        let xml: String = all.iter().map(|record| marcxml::write(record, false)).collect();
        let xml = [marcxml::OPEN, &xml, marcxml::CLOSE].concat();
        prop_assert_eq!(records(xml.as_bytes()), all);
    }

    #[test]
    fn whatever_is_read_can_be_written_and_read(bytes in vec(any::<u8>(), 0..400)) {
        let mut file = crate::given::bytes(b'a', &[("245", &bytes[..])]);
        file.extend(crate::given::bytes(b' ', &[("245", &bytes[..])]));
        for found in read(&file).into_iter().flatten() {
            let again = iso2709::write(&found.value.record).unwrap();
            let again = read(&again).remove(0).unwrap();
            prop_assert_eq!(again.value.record.fields, found.value.record.fields);
        }
    }
}
