//! What can go wrong when policies are resolved.

use diesel::result::Error as DieselError;

use crate::platform::problem::{Code, FieldCode, FieldError, Problem};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum ResolveError {
    #[error("a branch, a category or an item type does not exist")]
    Unknown {
        branch: bool,
        category: bool,
        item_type: bool,
    },
    #[error("database")]
    Database(#[from] DieselError),
}

impl From<ResolveError> for Problem {
    fn from(error: ResolveError) -> Self {
        match error {
            ResolveError::Unknown {
                branch,
                category,
                item_type,
            } => {
                let parameters = [
                    (branch, "/branch_id", "There is no such branch."),
                    (item_type, "/item_type_id", "There is no such item type."),
                    (category, "/patron_category_id", "There is no such patron category."),
                ];
                let errors = parameters.into_iter().filter(|(is_unknown, ..)| *is_unknown);
                Self::of(Code::InvalidFields).errors(
                    errors
                        .map(|(_, pointer, detail)| FieldError::new(pointer, FieldCode::Unknown, detail))
                        .collect(),
                )
            }
            ResolveError::Database(error) => error.into(),
        }
    }
}
