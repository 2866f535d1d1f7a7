//! What can go wrong with a desk.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, Problem};

/// Why a desk was not added or changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum DeskError {
    #[error("no such branch or desk")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("the name is taken")]
    NameTaken,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for DeskError {
    fn from(error: DieselError) -> Self {
        match (&error, constraint(&error)) {
            (DieselError::NotFound, _) | (_, Some("desks_branch_id_fkey")) => Self::NotFound,
            (_, Some("desks_name_key")) => Self::NameTaken,
            _ => Self::Database(error),
        }
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NotFound => Self::of(Code::NotFound),
            DeskError::Stale => Self::of(Code::Stale),
            DeskError::NameTaken => Self::already_exists("/name", "Another desk of the branch has this name."),
            DeskError::Database(error) => error.into(),
        }
    }
}
