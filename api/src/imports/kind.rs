//! What stands in a file.

use super::table::TableKind;

/// What an import takes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// MARC records: titles with their items.
    Marc,
    /// A table.
    Table(TableKind),
}

impl Kind {
    /// As the database and callers write it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Marc => "marc",
            Self::Table(table) => table.as_str(),
        }
    }

    /// None for a word that is no kind.
    pub(super) fn parse(word: &str) -> Option<Self> {
        if word == "marc" {
            return Some(Self::Marc);
        }
        let mut tables = TableKind::ALL.iter();
        tables
            .find(|table| table.as_str() == word)
            .map(|table| Self::Table(*table))
    }
}
