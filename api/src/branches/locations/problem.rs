//! What can go wrong with a location.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, Problem};

/// Why a location was not added or changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum LocationError {
    #[error("no such branch or location")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("the code is taken")]
    CodeTaken,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for LocationError {
    fn from(error: DieselError) -> Self {
        match (&error, constraint(&error)) {
            (DieselError::NotFound, _) | (_, Some("locations_branch_id_fkey")) => Self::NotFound,
            (_, Some("locations_code_key")) => Self::CodeTaken,
            _ => Self::Database(error),
        }
    }
}

impl From<LocationError> for Problem {
    fn from(error: LocationError) -> Self {
        match error {
            LocationError::NotFound => Self::of(Code::NotFound),
            LocationError::Stale => Self::of(Code::Stale),
            LocationError::CodeTaken => Self::already_exists("/code", "Another location of the branch has this code."),
            LocationError::Database(error) => error.into(),
        }
    }
}
