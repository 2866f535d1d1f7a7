//! What can go wrong with weekly hours.

use diesel::result::Error as DieselError;

use crate::platform::problem::{Code, FieldCode, Problem};

/// Why the hours were not replaced.
#[derive(Debug, thiserror::Error)]
pub(super) enum HoursError {
    #[error("no such branch")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("entry {0} closes before it opens")]
    OutOfOrder(usize),
    #[error("entry {0} overlaps another of its weekday")]
    Overlap(usize),
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for HoursError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            error => Self::Database(error),
        }
    }
}

impl From<HoursError> for Problem {
    fn from(error: HoursError) -> Self {
        match error {
            HoursError::NotFound => Self::of(Code::NotFound),
            HoursError::Stale => Self::of(Code::Stale),
            HoursError::OutOfOrder(entry) => Self::field(
                &format!("/hours/{entry}/closes_at"),
                FieldCode::OutOfOrder,
                "After opens_at.",
            ),
            HoursError::Overlap(entry) => Self::field(
                &format!("/hours/{entry}/opens_at"),
                FieldCode::Overlap,
                "Not before the hours of the same weekday that start earlier have ended.",
            ),
            HoursError::Database(error) => error.into(),
        }
    }
}
