//! What can go wrong with a patron category.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, Problem};

/// Why a category was not added or changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum CategoryError {
    #[error("no such category")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("the code is taken")]
    CodeTaken,
    #[error("max_age is below min_age")]
    AgesOutOfOrder,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for CategoryError {
    fn from(error: DieselError) -> Self {
        match (&error, constraint(&error)) {
            (DieselError::NotFound, _) => Self::NotFound,
            (_, Some("patron_categories_code_key")) => Self::CodeTaken,
            (_, Some("patron_categories_age_check")) => Self::AgesOutOfOrder,
            _ => Self::Database(error),
        }
    }
}

impl From<CategoryError> for Problem {
    fn from(error: CategoryError) -> Self {
        match error {
            CategoryError::NotFound => Self::of(Code::NotFound),
            CategoryError::Stale => Self::of(Code::Stale),
            CategoryError::CodeTaken => Self::already_exists("/code", "Another category has this code."),
            CategoryError::AgesOutOfOrder => Self::field("/max_age", FieldCode::OutOfOrder, "Not below min_age."),
            CategoryError::Database(error) => error.into(),
        }
    }
}
