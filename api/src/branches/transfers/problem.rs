//! What can go wrong with transfer rules.

use diesel::result::Error as DieselError;

use crate::platform::problem::{Code, FieldCode, Problem};

/// Why the rules were not replaced.
#[derive(Debug, thiserror::Error)]
pub(super) enum TransferError {
    #[error("changed meanwhile")]
    Stale,
    #[error("rule {0} repeats a pair")]
    Repeated(usize),
    #[error("rule {0} names one branch twice")]
    SameBranch(usize),
    #[error("rule {0} comes from no branch")]
    UnknownFrom(usize),
    #[error("rule {0} goes to no branch")]
    UnknownTo(usize),
    #[error("database")]
    Database(#[from] DieselError),
}

impl From<TransferError> for Problem {
    fn from(error: TransferError) -> Self {
        let field = |rule: usize, name: &str, code: FieldCode, detail: &str| {
            Self::field(&format!("/rules/{rule}/{name}"), code, detail)
        };
        match error {
            TransferError::Stale => Self::of(Code::Stale),
            TransferError::Repeated(rule) => field(
                rule,
                "to_branch_id",
                FieldCode::Repeated,
                "There is one rule for a pair of branches.",
            ),
            TransferError::SameBranch(rule) => field(
                rule,
                "to_branch_id",
                FieldCode::SameBranch,
                "A branch other than from_branch_id.",
            ),
            TransferError::UnknownFrom(rule) => {
                field(rule, "from_branch_id", FieldCode::Unknown, "There is no such branch.")
            }
            TransferError::UnknownTo(rule) => {
                field(rule, "to_branch_id", FieldCode::Unknown, "There is no such branch.")
            }
            TransferError::Database(error) => error.into(),
        }
    }
}
