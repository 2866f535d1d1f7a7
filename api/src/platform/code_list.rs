//! Lists that are nothing but codes and names, which staff keep: collections, item types and their like.

use diesel::result::Error as DieselError;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use super::db::constraint;
use super::problem::{Code, FieldCode, Problem};

/// A new entry.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "LARGE-PRINT", "name": "Large print"}))]
pub struct CodeCreate {
    /// Short, of capitals, digits and hyphens. No other entry of the list has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$", example = "LARGE-PRINT")]
    pub code: String,
    /// As staff and patrons read it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Large print")]
    pub name: String,
}

/// What to change of an entry; what is absent stays.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Large print"}))]
pub struct CodePatch {
    /// Short, of capitals, digits and hyphens. No other entry of the list has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$")]
    pub code: Option<String>,
    /// As staff and patrons read it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: Option<String>,
}

/// Which part of a list without filters.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// How many at most; 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    pub cursor: Option<String>,
}

/// Why an entry was not added or changed.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// There is no such entry.
    #[error("no such entry")]
    NotFound,
    /// It was changed meanwhile.
    #[error("changed meanwhile")]
    Stale,
    /// Another entry has the code.
    #[error("the code is taken")]
    CodeTaken,
    /// The database refused.
    #[error("database")]
    Database(#[source] DieselError),
}

/// Whether a code is written as codes are: capitals, digits and hyphens.
pub fn is_code(code: &str) -> Result<(), ValidationError> {
    let is_code = code
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
    let message = "Capital letters, digits and hyphens.";
    is_code
        .then_some(())
        .ok_or_else(|| ValidationError::new(FieldCode::Pattern.as_str()).with_message(message.into()))
}

impl From<DieselError> for CodeError {
    fn from(error: DieselError) -> Self {
        match (&error, constraint(&error)) {
            (DieselError::NotFound, _) => Self::NotFound,
            // Every list names its constraint so.
            (_, Some(name)) if name.ends_with("_code_key") => Self::CodeTaken,
            _ => Self::Database(error),
        }
    }
}

impl From<CodeError> for Problem {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::NotFound => Self::of(Code::NotFound),
            CodeError::Stale => Self::of(Code::Stale),
            CodeError::CodeTaken => Self::already_exists("/code", "Another entry has this code."),
            CodeError::Database(error) => error.into(),
        }
    }
}
