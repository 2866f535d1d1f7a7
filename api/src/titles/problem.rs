//! What can go wrong with titles.

use diesel::result::Error as DieselError;

use crate::platform::problem::{Code, Problem};

/// Why a title was not changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum TitleError {
    #[error("there is no such title")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("database")]
    Database(#[from] DieselError),
}

impl From<TitleError> for Problem {
    fn from(error: TitleError) -> Self {
        match error {
            TitleError::NotFound => Self::of(Code::NotFound),
            TitleError::Stale => Self::of(Code::Stale),
            TitleError::Database(error) => error.into(),
        }
    }
}
