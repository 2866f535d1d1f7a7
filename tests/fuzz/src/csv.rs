//! Tables of comma-separated values.

use std::io::{BufRead, BufReader, Read};

use super::table::{Encoding, Fault, guarded, open};

/// A row, or what is wrong with it: the line, the place, the cells.
type Found = (u64, u64, Result<Vec<String>, Fault>);

/// Rows that are written again, of each file.
const MOST_REWRITTEN: usize = 32;

/// Asserts what holds for any file, in either encoding.
pub fn check(file: &[u8]) {
    for encoding in [Encoding::Utf8, Encoding::Windows1252] {
        let Some(found) = rows(file, encoding) else { continue };
        let pieces = BufReader::with_capacity(1 + file.len() % 31, file);
        assert_eq!(
            rows(pieces, encoding).as_ref(),
            Some(&found),
            "in small pieces as in one"
        );
        stands_where_it_says(file, &found);
        costs_no_neighbour(file, encoding);
        is_the_same_with_other_ends_of_lines(file, encoding, &found);
        found
            .iter()
            .filter_map(|(_, _, cells)| cells.as_deref().ok())
            .take(MOST_REWRITTEN)
            .for_each(can_be_written);
    }
}

/// The header's cells at place 0, then what follows; none of what is no table.
fn rows(input: impl BufRead, encoding: Encoding) -> Option<Vec<Found>> {
    let mut table = open(input, encoding).ok()?;
    let mut found = Vec::new();
    while let Some(row) = table.records.read().expect("memory can be read") {
        found.push(match row {
            Ok(record) => (record.line, record.offset, Ok(record.cells)),
            Err((line, offset, fault)) => (line, offset, Err(fault)),
        });
    }
    Some(found)
}

/// Lines and places rise, each row begins where a line does, and no cell holds what a database does not keep.
fn stands_where_it_says(file: &[u8], found: &[Found]) {
    let mut after = (0, 0);
    for (line, offset, cells) in found {
        assert!(*line > after.0 && *offset > after.1, "{line}, {offset} after {after:?}");
        let before = usize::try_from(*offset - 1).ok().and_then(|at| file.get(at));
        assert!(matches!(before, Some(b'\n' | b'\r')), "a row begins with a line");
        after = (*line, *offset);
        let cells = cells.as_deref().unwrap_or_default();
        assert!(cells.iter().all(|cell| !cell.contains('\0')), "{cells:?}");
        assert!(
            cells.iter().map(String::len).sum::<usize>() <= 3 * file.len(),
            "cells do not grow"
        );
    }
}

/// Whatever stands between two whole rows, both are read.
fn costs_no_neighbour(file: &[u8], encoding: Encoding) {
    let around = (&b"a,b\n1,2\n"[..]).chain(file).chain(&b"\n3,4\n"[..]);
    let found = rows(BufReader::new(around), encoding).expect("it has a header");
    for (neighbour, cells) in [(found.first(), ["1", "2"]), (found.last(), ["3", "4"])] {
        let neighbour = neighbour.and_then(|(_, _, found)| found.as_deref().ok());
        assert!(
            neighbour.is_some_and(|found| found == cells),
            "{neighbour:?} is {cells:?}"
        );
    }
}

/// LF and CRLF are the same, except inside a cell.
fn is_the_same_with_other_ends_of_lines(file: &[u8], encoding: Encoding, found: &[Found]) {
    if file.contains(&b'\r') {
        return;
    }
    let with_returns: Vec<u8> = file
        .split_inclusive(|byte| *byte == b'\n')
        .flat_map(returned)
        .copied()
        .collect();
    let again = rows(&with_returns[..], encoding).expect("it is a table still");
    let told = |(line, _, cells): &Found| {
        let cells = cells
            .as_ref()
            .map(|cells| cells.iter().map(|cell| cell.replace("\r\n", "\n")).collect::<Vec<_>>());
        (*line, cells.map_err(|fault| *fault))
    };
    assert_eq!(
        again.iter().map(told).collect::<Vec<_>>(),
        found.iter().map(told).collect::<Vec<_>>()
    );
}

fn returned(line: &[u8]) -> impl Iterator<Item = &u8> {
    let (text, end): (&[u8], &[u8]) = match line.strip_suffix(b"\n") {
        Some(text) => (text, b"\r\n"),
        None => (line, b""),
    };
    text.iter().chain(end)
}

/// What was read can be written so that no spreadsheet runs it, and is read again.
fn can_be_written(cells: &[String]) {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(vec!["name"; cells.len()]).expect("a header");
    let written: Vec<_> = cells.iter().map(|cell| guarded(cell)).collect();
    assert!(
        written
            .iter()
            .all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])),
        "{written:?}"
    );
    writer
        .write_record(written.iter().map(|cell| cell.as_bytes()))
        .expect("a row");
    let file = writer.into_inner().expect("it is in memory");
    let again = rows(&file[..], Encoding::Utf8).expect("what we write is a table");
    let again: Vec<_> = again.into_iter().map(|(_, _, found)| found).collect();
    // A row of which nothing is written at all is no row.
    assert_eq!(again, [Ok(cells.to_vec())]);
}
