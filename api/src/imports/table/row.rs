//! A row, and how it is refused.

use crate::platform::problem::Problem;

use super::super::report::{Position, Remark, shortened};
use super::super::taken::Taken;
use super::TableKind;

/// A row whose cells are as many as the header's.
#[derive(Debug)]
pub(in crate::imports) struct Row {
    pub at: Position,
    pub kind: TableKind,
    /// For each column of the kind what it says; an empty cell says nothing.
    pub cells: Vec<Option<String>>,
}

/// What a cell says, or why not.
pub(super) type Cell<T> = Result<T, Remark>;

impl Row {
    /// What the column of this name says.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        debug_assert!(self.kind.place(name).is_some(), "no column {name}");
        self.get_if_any(name)
    }

    /// The same, also where the kind has no such column.
    pub(super) fn get_if_any(&self, name: &str) -> Option<&str> {
        self.cells.get(self.kind.place(name)?)?.as_deref()
    }

    /// The row is refused for what this column says.
    pub(super) fn refusal(&self, column: &'static str, code: &'static str, detail: impl Into<String>) -> Remark {
        Remark {
            at: Box::new(self.at.clone()),
            code,
            column: Some(column).filter(|column| !column.is_empty()),
            detail: shortened(detail.into()),
            is_refusal: true,
            ..Remark::default()
        }
    }

    /// The row is refused for what a deed at a desk would be refused for. `column` is the one that a pointer stands for.
    pub(super) fn refused_for(&self, problem: &Problem, column: impl Fn(&str) -> &'static str) -> Remark {
        match problem.errors_of().first() {
            Some(error) => self.refusal(column(&error.pointer), error.code.as_str(), error.detail.clone()),
            None => self.refusal("", problem.code().as_str(), problem.sentence()),
        }
    }

    /// The database refuses it.
    pub(in crate::imports) fn refused_by_database(&self) -> Taken {
        refused(vec![self.refusal(
            "",
            "refused-by-database",
            "The database refuses the row.",
        )])
    }
}

/// One row that is refused for these reasons.
pub(super) fn refused(remarks: Vec<Remark>) -> Taken {
    let mut taken = Taken::default();
    taken.counts.records = 1;
    taken.counts.records_refused = 1;
    taken.remarks = remarks;
    taken
}
