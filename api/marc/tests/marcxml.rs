//! MARCXML, whole and broken.

use carrel_marc::{Note, Record, iso2709, marcxml};

use crate::given::{control, data, faults, numbered, read, record, records};

fn file(records: &[Record]) -> String {
    let records: String = records.iter().map(|record| marcxml::write(record, false)).collect();
    [marcxml::OPEN, &records, marcxml::CLOSE].concat()
}

#[test]
fn what_is_written_is_read() {
    let mut odd = record();
    odd.fields.push(data("500", "<&", "$a<b> & \"c\" 'd'\r\n\te$\"z$&y"));
    let all = [numbered("one"), odd];
    assert_eq!(records(file(&all).as_bytes()), all);
    assert_eq!(records(marcxml::write(&all[0], true).as_bytes()), all[..1]);
}

#[test]
fn prefixes_wrappers_and_comments_are_nothing() {
    let xml = "<?xml version='1.0'?><!-- a --><oai:answer xmlns:oai='x'><marc:collection xmlns:marc='http://www.loc.gov/MARC21/slim'>\
        <marc:record><marc:leader>     nam a22     2  4500</marc:leader><other><leader>no</leader></other>\
        <marc:controlfield tag='001'>1<!-- b -->2</marc:controlfield>\
        <marc:datafield tag='245' ind1='1' ind2='0'>\n <marc:subfield code='a'>T&#xE9;<![CDATA[<i>]]>&amp;</marc:subfield></marc:datafield>\
        </marc:record></marc:collection></oai:answer>";
    let found = records(xml.as_bytes());
    assert_eq!(found[0].fields, [control("001", "12"), data("245", "10", "$aTé<i>&")]);
}

#[test]
fn entities_of_a_file_s_own_are_not_read() {
    let bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><collection><record/></collection>";
    assert_eq!(faults(&read(bomb.as_bytes()))[0].2, "entities");
    let xml = "<record><leader>00000nam a2200000 a 4500</leader><controlfield tag='001'>&b;</controlfield></record>";
    assert_eq!(faults(&read(xml.as_bytes())), [(1, 0, "entities")]);
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = "<a>".repeat(1000);
    assert_eq!(faults(&read(deep.as_bytes()))[0].2, "too-deep");
    let long = format!("<record><leader>{}", "x".repeat(9 << 20));
    assert_eq!(faults(&read(long.as_bytes())), [(1, 0, "too-long")]);
}

#[test]
fn a_record_that_says_nothing_of_itself_can_be_kept() {
    let xml = "<record><leader/><controlfield tag='001'>1</controlfield></record>";
    let read = records(xml.as_bytes());
    assert_eq!(read[0].fields, [control("001", "1")]);
    assert_eq!(records(&iso2709::write(&read[0]).unwrap()), read);
}

#[test]
fn what_is_too_long_to_be_kept_is_not_read() {
    let xml = |length| {
        let long = format!("<controlfield tag='009'>{}</controlfield></record>", "x".repeat(length));
        marcxml::write(&record(), true).replace("</record>", &long)
    };
    let read_whole = records(xml((4 << 20) - 1000).as_bytes());
    assert_eq!(records(&iso2709::write_long(&read_whole[0])), read_whole);
    assert_eq!(faults(&read(xml(4 << 20).as_bytes())), [(1, 0, "too-long")]);
}

#[test]
fn a_byte_order_mark_counts_where_something_stands() {
    let marked = ["\u{FEFF}", &file(&[record()]), "<record>"].concat();
    let places: Vec<u64> = read(marked.as_bytes())
        .iter()
        .map(|found| found.as_ref().map_or_else(|fault| fault.offset, |record| record.offset))
        .collect();
    let expected: Vec<u64> = marked.match_indices("<record>").map(|(at, _)| at as u64).collect();
    assert_eq!(places, expected);
}

#[test]
fn what_is_broken_ends_the_file_with_its_place() {
    let whole = file(&[numbered("one"), numbered("two")]);
    let second = whole.match_indices("<record>").nth(1).unwrap().0;
    let broken = whole
        .replacen("</leader>", "</leading>", 2)
        .replacen("</leading>", "</leader>", 1);
    let found = read(broken.as_bytes());
    assert_eq!(faults(&found), [(2, second as u64, "broken-xml")]);
    assert_eq!(found.len(), 2);
    let found = read(&whole.as_bytes()[..second + 40]);
    assert_eq!(faults(&found), [(2, second as u64, "truncated")]);
}

#[test]
fn a_record_that_lacks_something_costs_itself() {
    let whole = file(&[numbered("one"), numbered("two"), numbered("three")]);
    let lacking = whole.replacen("  <leader>00000nam a22000007  4500</leader>\n", "", 1);
    assert_eq!(faults(&read(lacking.as_bytes()))[0].2, "bad-leader");
    assert_eq!(read(lacking.as_bytes()).len(), 3);
    let wrong = whole.replacen("tag=\"245\"", "tag=\"24\"", 1);
    assert_eq!(faults(&read(wrong.as_bytes()))[0].2, "bad-tag");
}

#[test]
fn another_encoding_is_told() {
    let xml = "<?xml version='1.0' encoding='iso-8859-1'?><collection/>";
    assert_eq!(faults(&read(xml.as_bytes()))[0].2, "not-utf-8");
    let mut bytes = file(&[record()]).into_bytes();
    let at = bytes.windows(5).position(|window| window == b"Frank").unwrap();
    bytes[at] = 0xE9;
    assert_eq!(faults(&read(&bytes))[0].2, "not-utf-8");
}

#[test]
fn xml_without_records_is_no_such_file() {
    assert_eq!(faults(&read(b"<html><body>hello</body></html>"))[0].2, "not-marc");
}

#[test]
fn a_value_where_subfields_should_be_is_kept() {
    let xml = "<record><leader>00000nam a2200000 a 4500</leader><controlfield tag='245'>T</controlfield></record>";
    let found = read(xml.as_bytes()).remove(0).unwrap();
    assert_eq!(found.value.record.fields, [data("245", "  ", "$aT")]);
    assert!(matches!(found.value.notes[..], [Note::NoSubfields(_)]));
}
