//! What can go wrong with imports.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, Problem};

/// Why an import was not queued or cancelled.
#[derive(Debug, thiserror::Error)]
pub(super) enum ImportError {
    #[error("there is no such import")]
    NotFound,
    #[error("there is no such branch")]
    UnknownBranch,
    #[error("it has ended")]
    Ended,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for ImportError {
    fn from(error: DieselError) -> Self {
        match constraint(&error) {
            Some("imports_branch_id_fkey") => Self::UnknownBranch,
            _ => Self::Database(error),
        }
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::NotFound => Self::of(Code::NotFound),
            ImportError::UnknownBranch => {
                Self::field("/options/branch_id", FieldCode::Unknown, "There is no such branch.")
            }
            ImportError::Ended => Self::of(Code::Conflict).detail("The import has ended already."),
            ImportError::Database(error) => error.into(),
        }
    }
}
