//! Writing a table, batch by batch.

use diesel::prelude::*;

use crate::platform::csv::written;

use super::store::{self, Place, Row};

/// Rows of one statement.
const BATCH: i64 = 500;

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Patrons who are neither merged nor anonymised.
    Patrons,
    /// Items.
    Items,
    /// Open loans.
    Loans,
    /// What is still owed of each charge.
    Balances,
}

impl Kind {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patrons => "patrons",
            Self::Items => "items",
            Self::Loans => "loans",
            Self::Balances => "balances",
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Patrons => store::PATRON_COLUMNS,
            Self::Items => store::ITEM_COLUMNS,
            Self::Loans => store::LOAN_COLUMNS,
            Self::Balances => store::BALANCE_COLUMNS,
        }
    }

    fn rows(self, conn: &mut PgConnection, after: Place) -> QueryResult<Vec<Row>> {
        match self {
            Self::Patrons => store::patrons(conn, after, BATCH),
            Self::Items => store::items(conn, after, BATCH),
            Self::Loans => store::loans(conn, after, BATCH),
            Self::Balances => store::balances(conn, after, BATCH),
        }
    }
}

/// A table that is being written.
pub(super) struct Writing {
    kind: Kind,
    after: Place,
    is_begun: bool,
    pub rows: u64,
}

impl Writing {
    pub(super) fn of(kind: Kind) -> Self {
        Self {
            kind,
            after: Place::default(),
            is_begun: false,
            rows: 0,
        }
    }

    /// The next piece of the file. None after the last.
    pub(super) fn next(&mut self, conn: &mut PgConnection) -> QueryResult<Option<Vec<u8>>> {
        let rows = self.kind.rows(conn, self.after)?;
        if rows.is_empty() && self.is_begun {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        if !self.is_begun {
            self.is_begun = true;
            bytes = text([self.kind.columns().to_vec()])?;
        }
        if let Some(last) = rows.last() {
            self.after = last.place();
        }
        self.rows += u64::try_from(rows.len()).unwrap_or(0);
        bytes.extend(text(rows.iter().map(|row| {
            row.cells
                .iter()
                .map(|cell| cell.as_deref().unwrap_or_default())
                .collect()
        }))?);
        Ok(Some(bytes))
    }
}

fn text<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> QueryResult<Vec<u8>> {
    written(rows).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}
