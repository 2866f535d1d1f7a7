//! What can go wrong with an opening.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, Problem};

/// Why an opening was not added or removed.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpeningError {
    #[error("no such branch or opening")]
    NotFound,
    #[error("it closes before it opens")]
    OutOfOrder,
    #[error("it overlaps another of its day")]
    Overlap,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for OpeningError {
    fn from(error: DieselError) -> Self {
        match (&error, constraint(&error)) {
            (DieselError::NotFound, _) | (_, Some("openings_branch_id_fkey")) => Self::NotFound,
            (_, Some("openings_order_check")) => Self::OutOfOrder,
            (_, Some("openings_no_overlap")) => Self::Overlap,
            _ => Self::Database(error),
        }
    }
}

impl From<OpeningError> for Problem {
    fn from(error: OpeningError) -> Self {
        match error {
            OpeningError::NotFound => Self::of(Code::NotFound),
            OpeningError::OutOfOrder => Self::field("/closes_at", FieldCode::OutOfOrder, "After opens_at."),
            OpeningError::Overlap => Self::already_exists("/opens_at", "Another opening of this day overlaps it."),
            OpeningError::Database(error) => error.into(),
        }
    }
}
