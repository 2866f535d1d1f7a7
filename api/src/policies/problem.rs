//! What can go wrong with a policy or a row of limits.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, Problem};

/// Why a policy or a row of limits was not added, changed or removed.
#[derive(Debug, thiserror::Error)]
pub(super) enum PolicyError {
    #[error("no such policy")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("there is one for this scope")]
    ScopeTaken,
    #[error("no such branch")]
    UnknownBranch,
    #[error("no such category")]
    UnknownCategory,
    #[error("no such item type")]
    UnknownItemType,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for PolicyError {
    fn from(error: DieselError) -> Self {
        match (&error, constraint(&error)) {
            (DieselError::NotFound, _) => Self::NotFound,
            (_, Some("policies_scope_key" | "patron_limits_scope_key")) => Self::ScopeTaken,
            (_, Some("policies_branch_id_fkey" | "patron_limits_branch_id_fkey")) => Self::UnknownBranch,
            (_, Some("policies_patron_category_id_fkey" | "patron_limits_patron_category_id_fkey")) => {
                Self::UnknownCategory
            }
            (_, Some("policies_item_type_id_fkey")) => Self::UnknownItemType,
            _ => Self::Database(error),
        }
    }
}

impl From<PolicyError> for Problem {
    fn from(error: PolicyError) -> Self {
        match error {
            PolicyError::NotFound => Self::of(Code::NotFound),
            PolicyError::Stale => Self::of(Code::Stale),
            // The scope is several fields together, so the pointer is the whole.
            PolicyError::ScopeTaken => Self::already_exists("", "There is one for this combination; change that."),
            PolicyError::UnknownBranch => Self::field("/branch_id", FieldCode::Unknown, "There is no such branch."),
            PolicyError::UnknownCategory => Self::field(
                "/patron_category_id",
                FieldCode::Unknown,
                "There is no such patron category.",
            ),
            PolicyError::UnknownItemType => {
                Self::field("/item_type_id", FieldCode::Unknown, "There is no such item type.")
            }
            PolicyError::Database(error) => error.into(),
        }
    }
}
