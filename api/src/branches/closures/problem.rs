//! What can go wrong with a closure.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, Problem};

/// Why a closure was not added or removed.
#[derive(Debug, thiserror::Error)]
pub(super) enum ClosureError {
    #[error("no such branch or closure")]
    NotFound,
    #[error("it ends before it starts")]
    OutOfOrder,
    #[error("it is longer than a year")]
    TooLong,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for ClosureError {
    fn from(error: DieselError) -> Self {
        match (&error, constraint(&error)) {
            (DieselError::NotFound, _) | (_, Some("closures_branch_id_fkey")) => Self::NotFound,
            (_, Some("closures_order_check")) => Self::OutOfOrder,
            (_, Some("closures_length_check")) => Self::TooLong,
            _ => Self::Database(error),
        }
    }
}

impl From<ClosureError> for Problem {
    fn from(error: ClosureError) -> Self {
        match error {
            ClosureError::NotFound => Self::of(Code::NotFound),
            ClosureError::OutOfOrder => Self::field("/ends_on", FieldCode::OutOfOrder, "On or after starts_on."),
            ClosureError::TooLong => Self::field("/ends_on", FieldCode::Range, "At most 366 days after starts_on."),
            ClosureError::Database(error) => error.into(),
        }
    }
}
