//! Text tables: a line a row, cells between `|`, the first line the names of the columns, `#` before remarks.

use std::rc::Rc;
use std::str::FromStr;

/// A data file says something that cannot be.
#[derive(Debug, thiserror::Error)]
#[error("demo data: {0}")]
pub struct DataError(String);

impl DataError {
    /// What is wrong and where.
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// One row with the names of its cells.
pub(super) struct Row<'a> {
    columns: Rc<[&'a str]>,
    cells: Vec<&'a str>,
}

/// Reads every row of a table and makes something of it.
pub(super) fn each<'a, T, E: From<DataError>>(
    text: &'a str,
    mut make: impl FnMut(&Row<'a>) -> Result<T, E>,
) -> Result<Vec<T>, E> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let columns: Rc<[&str]> = cells(lines.next().unwrap_or_default()).into();
    lines
        .map(|line| {
            let cells = cells(line);
            if cells.len() != columns.len() {
                return Err(DataError::new(format!("not {} cells in: {line}", columns.len())).into());
            }
            make(&Row {
                columns: Rc::clone(&columns),
                cells,
            })
        })
        .collect()
}

fn cells(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).collect()
}

impl<'a> Row<'a> {
    /// The cell's text.
    pub(super) fn text(&self, column: &str) -> Result<&'a str, DataError> {
        let at = self.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at).copied())
            .ok_or_else(|| DataError::new(format!("no column {column}")))
    }

    /// The cell's text; none when it is empty.
    pub(super) fn maybe(&self, column: &str) -> Result<Option<&'a str>, DataError> {
        self.text(column).map(|text| Some(text).filter(|text| !text.is_empty()))
    }

    /// The cell's number; none when it is empty.
    pub(super) fn number<N: FromStr>(&self, column: &str) -> Result<Option<N>, DataError> {
        let read = |text: &str| {
            text.parse()
                .map_err(|_| DataError::new(format!("not a number in {column}: {text}")))
        };
        self.maybe(column)?.map(read).transpose()
    }

    /// The cell's number, which must be there.
    pub(super) fn needed<N: FromStr>(&self, column: &str) -> Result<N, DataError> {
        self.number(column)?
            .ok_or_else(|| DataError::new(format!("no number in {column}")))
    }

    /// What the cell lists between semicolons.
    pub(super) fn list(&self, column: &str) -> Result<Vec<&'a str>, DataError> {
        let parts = self.text(column)?.split(';').map(str::trim);
        Ok(parts.filter(|part| !part.is_empty()).collect())
    }

    /// Whether the cell says yes.
    pub(super) fn says_yes(&self, column: &str) -> Result<bool, DataError> {
        self.text(column).map(|text| text == "yes")
    }
}
