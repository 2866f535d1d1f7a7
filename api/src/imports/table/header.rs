//! The first row of a table: which column stands where.

use std::io::BufRead;

use crate::platform::csv::{self, Encoding, NoTable, Records, Table};

use super::TableKind;

/// Names that are told back have so many characters at the most.
const LONGEST_NAME: usize = 40;

/// Why a file is no table of its kind.
#[derive(Debug, thiserror::Error)]
pub(in crate::imports) enum HeaderFault {
    #[error("This is no CSV file, or its first row does not name columns.")]
    NotCsv,
    #[error("The file cannot be read.")]
    Unreadable,
    #[error("There are no columns of these names: {}.", .0.join(", "))]
    Unknown(Vec<String>),
    #[error("These columns stand there twice: {}.", .0.join(", "))]
    Twice(Vec<&'static str>),
    #[error("These columns are missing: {}.", .0.join(", "))]
    Missing(Vec<&'static str>),
}

impl HeaderFault {
    /// As `imports.error` has it.
    pub(in crate::imports) fn code(&self) -> &'static str {
        match self {
            Self::NotCsv => "not-csv",
            Self::Unreadable => "unreadable",
            Self::Unknown(_) => "unknown-column",
            Self::Twice(_) => "duplicate-column",
            Self::Missing(_) => "missing-column",
        }
    }
}

impl From<NoTable> for HeaderFault {
    fn from(error: NoTable) -> Self {
        match error {
            NoTable::NotCsv => Self::NotCsv,
            NoTable::Io(_) => Self::Unreadable,
        }
    }
}

/// Which cell of a row belongs to which column of the kind.
pub(super) struct Header {
    /// For each column of the kind, where it stands.
    pub places: Vec<Option<usize>>,
    /// How many cells a row has.
    pub width: usize,
}

/// Whether the file begins like a table of this kind.
pub(in crate::imports) fn check(kind: TableKind, beginning: &[u8], encoding: Encoding) -> Result<(), HeaderFault> {
    open(kind, beginning, encoding).map(|_| ())
}

/// Opens a table of this kind.
pub(super) fn open<R: BufRead>(
    kind: TableKind,
    input: R,
    encoding: Encoding,
) -> Result<(Header, Records<R>), HeaderFault> {
    let Table { header, records } = csv::open(input, encoding)?;
    let names: Vec<String> = header.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    let columns = kind.columns();
    let is_known = |name: &str| columns.iter().any(|column| column.name == name);
    // A file without names begins with a person: nothing of it is told back.
    if !names.iter().any(|name| is_known(name)) {
        return Err(HeaderFault::NotCsv);
    }
    let unknown: Vec<String> = names
        .iter()
        .filter(|name| !is_known(name))
        .map(|name| name.chars().take(LONGEST_NAME).collect())
        .collect();
    if !unknown.is_empty() {
        return Err(HeaderFault::Unknown(unknown));
    }
    let count = |wanted: &str| names.iter().filter(|name| *name == wanted).count();
    let named = |is_wrong: &dyn Fn(&super::Column) -> bool| -> Vec<&'static str> {
        let wrong = columns.iter().filter(|column| is_wrong(column));
        wrong.map(|column| column.name).collect()
    };
    let twice = named(&|column| count(column.name) > 1);
    if !twice.is_empty() {
        return Err(HeaderFault::Twice(twice));
    }
    let missing = named(&|column| column.is_required && count(column.name) == 0);
    if !missing.is_empty() {
        return Err(HeaderFault::Missing(missing));
    }
    let place = |column: &super::Column| names.iter().position(|name| name == column.name);
    Ok((
        Header {
            places: columns.iter().map(place).collect(),
            width: names.len(),
        },
        records,
    ))
}
