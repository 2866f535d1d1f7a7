use proptest::prelude::*;

use super::*;

type Outcome = Result<(u64, Vec<String>), (u64, Fault)>;

/// The rows after the header.
fn rows_in(text: &[u8], encoding: Encoding) -> Vec<Outcome> {
    let mut table = open(text, encoding).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = table.records.read().unwrap() {
        rows.push(match row {
            Ok(record) => Ok((record.line, record.cells)),
            Err((line, _, fault)) => Err((line, fault)),
        });
    }
    rows
}

fn rows(text: &str) -> Vec<Outcome> {
    rows_in(text.as_bytes(), Encoding::Utf8)
}

fn row(line: u64, cells: &[&str]) -> Outcome {
    Ok((line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
}

#[test]
fn delimiters_and_ends_of_lines_are_found() {
    for (delimiter, end) in [(",", "\n"), (";", "\r\n"), ("\t", "\r"), (",", "\r")] {
        let text =
            ["a", "b"].join(delimiter) + end + &["1", "2"].join(delimiter) + end + end + &["3", ""].join(delimiter);
        assert_eq!(rows(&text), [row(2, &["1", "2"]), row(4, &["3", ""])], "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_name() {
    let table = open("\u{FEFF}id,name\n1,2".as_bytes(), Encoding::Utf8).unwrap();
    assert_eq!(table.header, ["id", "name"]);
}

#[test]
fn quoted_cells_hold_anything() {
    assert_eq!(
        rows("a,b\n\"x, \"\"y\"\"\nz\",2\n3,4"),
        [row(2, &["x, \"y\"\nz", "2"]), row(4, &["3", "4"])]
    );
}

#[test]
fn a_broken_quote_costs_its_line() {
    assert_eq!(
        rows("a,b\n1,2\n\"open,2\n3,4\n5\" disk,6\n\"7\"x,8\n9,10\n"),
        [
            row(2, &["1", "2"]),
            Err((3, Fault::BadQuotes)),
            row(4, &["3", "4"]),
            Err((5, Fault::BadQuotes)),
            Err((6, Fault::BadQuotes)),
            row(7, &["9", "10"]),
        ]
    );
}

#[test]
fn a_quote_that_never_closes_costs_its_line() {
    assert_eq!(
        rows("a,b\n1,\"2\n3,4\n5,6"),
        [Err((2, Fault::OpenQuote)), row(3, &["3", "4"]), row(4, &["5", "6"])]
    );
    let far = format!("a,b\n1,\"2\n{}end\",3\n4,5\n", "x,y\n".repeat(150));
    let found = rows(&far);
    assert_eq!(found[0], Err((2, Fault::OpenQuote)));
    assert_eq!((found.len(), found.last()), (153, Some(&row(154, &["4", "5"]))));
}

#[test]
fn a_row_longer_than_any_is_passed_over() {
    let long = "x".repeat(70_000);
    assert_eq!(
        rows(&format!("a,b\n{long},1\n\"{long}\",2\n3,{}\n", "y".repeat(10_000))),
        [
            Err((2, Fault::TooLong)),
            Err((3, Fault::TooLong)),
            row(4, &["3", &"y".repeat(10_000)]),
        ]
    );
}

#[test]
fn bytes_are_read_in_the_encoding_that_is_asked_for() {
    let bytes = b"a,b\nJos\xE9,\x80\n\x81,2\nx,\0\n";
    assert_eq!(
        rows_in(bytes, Encoding::Utf8),
        [
            Err((2, Fault::BadEncoding)),
            Err((3, Fault::BadEncoding)),
            Err((4, Fault::Nul))
        ]
    );
    assert_eq!(
        rows_in(bytes, Encoding::Windows1252),
        [
            row(2, &["José", "€"]),
            Err((3, Fault::BadEncoding)),
            Err((4, Fault::Nul))
        ]
    );
}

#[test]
fn what_is_no_table_is_none() {
    for bytes in [
        &b""[..],
        b"\n\n",
        b"PK\x03\x04\0\0",
        b"\xFF\xFEa\0,\0",
        b"\"open",
        b"\xE9,b\n",
    ] {
        assert!(matches!(open(bytes, Encoding::Utf8), Err(NoTable::NotCsv)), "{bytes:?}");
    }
}

#[test]
fn directions_and_combining_characters_stay() {
    assert_eq!(
        rows("a,b\nمريم,e\u{301}\u{200F}"),
        [row(2, &["مريم", "e\u{301}\u{200F}"])]
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_fail(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for encoding in [Encoding::Utf8, Encoding::Windows1252] {
            if let Ok(mut table) = open(&bytes[..], encoding) {
                while let Some(row) = table.records.read().unwrap() {
                    drop(row);
                }
            }
        }
    }

    #[test]
    fn signs_of_csv_in_any_order_make_no_reader_fail(text in "[a\",;\t\r\n'=\u{301}]{0,200}") {
        if let Ok(mut table) = open(format!("a,b\n{text}").as_bytes(), Encoding::Utf8) {
            while let Some(row) = table.records.read().unwrap() {
                drop(row);
            }
        }
    }

    #[test]
    fn a_guarded_cell_runs_nowhere_and_is_read_as_it_was(text in "['=+@\t\r-]{0,4}\\PC{0,20}") {
        let guarded = guarded(&text);
        prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']), "{guarded:?}");
        prop_assert_eq!(unguarded(&guarded), text.as_str());
    }

    #[test]
    fn what_is_written_is_read(cells in prop::collection::vec("['=+\",;\r\n\\PC]{0,20}", 2..5)) {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(cells.iter().map(|_| "name")).unwrap();
        writer.write_record(cells.iter().map(|cell| guarded(cell).into_owned())).unwrap();
        let bytes = writer.into_inner().unwrap();
        let mut table = open(&bytes[..], Encoding::Utf8).unwrap();
        let read = table.records.read().unwrap().unwrap().unwrap();
        prop_assert_eq!(read.cells, cells);
    }
}
