//! What can go wrong with the library's settings.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, Problem};

/// Why the library was not changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum LibraryError {
    #[error("changed meanwhile")]
    Stale,
    #[error("own_account_at is above adult_at")]
    AgesOutOfOrder,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for LibraryError {
    fn from(error: DieselError) -> Self {
        match constraint(&error) {
            Some("library_ages_check") => Self::AgesOutOfOrder,
            _ => Self::Database(error),
        }
    }
}

impl From<LibraryError> for Problem {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::Stale => Self::of(Code::Stale),
            LibraryError::AgesOutOfOrder => {
                Self::field("/own_account_at", FieldCode::OutOfOrder, "Not above the age of adults.")
            }
            LibraryError::Database(error) => error.into(),
        }
    }
}
