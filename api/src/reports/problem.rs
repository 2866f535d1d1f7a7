//! What can go wrong with a list.

use diesel::result::Error as DieselError;

use crate::loans::LoanError;
use crate::platform::problem::Problem;

/// Why a list was not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReportError {
    #[error("loans")]
    Loans(#[from] LoanError),
    #[error("a table cannot be written")]
    Table(#[from] csv::Error),
    #[error("database")]
    Database(#[from] DieselError),
}

impl From<ReportError> for Problem {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Loans(error) => error.into(),
            ReportError::Table(error) => Self::internal(&error.to_string()),
            ReportError::Database(error) => error.into(),
        }
    }
}
