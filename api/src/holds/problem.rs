//! What can go wrong with holds.

use diesel::result::Error as DieselError;

use crate::loans::problem::LoanError;
use crate::platform::problem::{Code, FieldCode, Problem};

/// Why a deed on a hold was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HoldError {
    #[error("no such hold")]
    NotFound,
    #[error("the hold has ended")]
    Closed,
    #[error("an item is put aside for it")]
    Captured,
    #[error("the list does not ask for it")]
    NotListed,
    /// A field that only the library's records can judge: pointer, code and what would be right.
    #[error("a field is wrong")]
    Field(&'static str, FieldCode, &'static str),
    #[error("not lifted")]
    NotLifted(#[from] LoanError),
    #[error("database")]
    Database(#[from] DieselError),
}

impl From<HoldError> for Problem {
    fn from(error: HoldError) -> Self {
        match error {
            HoldError::NotFound => Self::of(Code::NotFound),
            HoldError::Closed => Self::of(Code::HoldClosed),
            HoldError::Captured => Self::of(Code::HoldCaptured),
            HoldError::NotListed => {
                Self::of(Code::Conflict).detail("The pull list no longer asks for this copy. Read it again.")
            }
            HoldError::Field(pointer, code, detail) => Self::field(pointer, code, detail),
            HoldError::NotLifted(error) => error.into(),
            HoldError::Database(error) => error.into(),
        }
    }
}
