//! What can go wrong with a branch.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, Problem};

/// Why a branch was not added or changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum BranchError {
    #[error("no such branch")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("the code is taken")]
    CodeTaken,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for BranchError {
    fn from(error: DieselError) -> Self {
        match (&error, constraint(&error)) {
            (DieselError::NotFound, _) => Self::NotFound,
            (_, Some("branches_code_key")) => Self::CodeTaken,
            _ => Self::Database(error),
        }
    }
}

impl From<BranchError> for Problem {
    fn from(error: BranchError) -> Self {
        match error {
            BranchError::NotFound => Self::of(Code::NotFound),
            BranchError::Stale => Self::of(Code::Stale),
            BranchError::CodeTaken => Self::already_exists("/code", "Another branch has this code."),
            BranchError::Database(error) => error.into(),
        }
    }
}
