//! What can go wrong with titles.

use diesel::result::Error as DieselError;

use crate::platform::problem::{Code, FieldCode, Problem};

/// Why a title was not changed or merged.
#[derive(Debug, thiserror::Error)]
pub(super) enum TitleError {
    #[error("there is no such title")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("merged into another")]
    Merged,
    #[error("both are the same")]
    MergeIntoSelf,
    #[error("there is no such title to merge")]
    UnknownTitle,
    #[error("the other was merged already")]
    MergedAlready,
    #[error("database")]
    Database(#[from] DieselError),
}

impl From<TitleError> for Problem {
    fn from(error: TitleError) -> Self {
        let other = |code, text| Self::field("/merged_title_id", code, text);
        match error {
            TitleError::NotFound => Self::of(Code::NotFound),
            TitleError::Stale => Self::of(Code::Stale),
            TitleError::Merged => {
                Self::of(Code::Conflict).detail("This title was merged into another and is no longer changed.")
            }
            TitleError::MergeIntoSelf => other(FieldCode::SelfReference, "Another title than this one."),
            TitleError::UnknownTitle => other(FieldCode::Unknown, "There is no such title."),
            TitleError::MergedAlready => other(FieldCode::Merged, "It was merged into another already."),
            TitleError::Database(error) => error.into(),
        }
    }
}
