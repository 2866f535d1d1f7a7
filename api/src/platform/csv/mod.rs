//! Tables as text, as spreadsheets and other systems write them: CSV after RFC 4180, with commas, semicolons or tabs.
//!
//! - A row that cannot be read is told with its line and costs no other: reading goes on with the next line.
//! - Memory is bounded by one row, whatever the file.
//! - What a spreadsheet would run as a formula is written with an apostrophe before it, and read without.

mod encoding;
mod guard;
mod lines;
mod records;
mod write;

use std::io::{self, BufRead};

pub use encoding::Encoding;
pub use guard::{guarded, unguarded};
pub use records::{Fault, Record, Records};
pub use write::{Out, stream, written};

/// A table: the names of its columns, and its rows.
pub struct Table<R> {
    /// As the first row writes them.
    pub header: Vec<String>,
    /// What comes after it.
    pub records: Records<R>,
}

/// Why there is no table.
#[derive(Debug, thiserror::Error)]
pub enum NoTable {
    /// It begins with something else than names.
    #[error("this is no table of text")]
    NotCsv,
    /// It cannot be read.
    #[error("the file cannot be read")]
    Io(#[from] io::Error),
}

/// Reads the first row. Its delimiter is the one of `,` `;` and tab that it has most of.
pub fn open<R: BufRead>(input: R, encoding: Encoding) -> Result<Table<R>, NoTable> {
    let mut records = Records::new(input, encoding);
    let first = records.read_header()?.ok_or(NoTable::NotCsv)?;
    let record = first.map_err(|_| NoTable::NotCsv)?;
    if record.cells.iter().any(|name| name.chars().any(char::is_control)) {
        return Err(NoTable::NotCsv);
    }
    Ok(Table {
        header: record.cells,
        records,
    })
}

#[cfg(test)]
mod tests;
