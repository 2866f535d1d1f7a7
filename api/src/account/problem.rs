//! What can go wrong with money.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, FieldError, Problem};

/// Why a deed on an account was not done. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MoneyError {
    #[error("no such thing")]
    NotFound,
    #[error("own or own child's account")]
    OwnAccount,
    #[error("nothing is owed")]
    NothingOwed,
    #[error("more than is owed")]
    BeyondOwed,
    #[error("more than an assistant waives")]
    WaiverLimit,
    #[error("more than the credit")]
    BeyondCredit,
    #[error("undone before")]
    Void,
    #[error("something of it was given back")]
    GivenBack,
    /// A field that only the account can judge: pointer, code and what would be right.
    #[error("a field is wrong")]
    Field(String, FieldCode, &'static str),
    #[error("database")]
    Database(#[source] DieselError),
}

impl MoneyError {
    pub(super) fn field(pointer: &str, code: FieldCode, detail: &'static str) -> Self {
        Self::Field(pointer.to_owned(), code, detail)
    }

    pub(super) fn unknown_patron() -> Self {
        Self::field("/patron_id", FieldCode::UnknownPatron, "No patron has this id.")
    }
}

impl From<DieselError> for MoneyError {
    fn from(error: DieselError) -> Self {
        match constraint(&error) {
            Some("fines_item_id_fkey") => Self::field("/item_id", FieldCode::UnknownItem, "No item has this id."),
            Some("ledger_entries_undone_key") => Self::Void,
            _ => Self::Database(error),
        }
    }
}

impl From<MoneyError> for Problem {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::NotFound => Self::of(Code::NotFound),
            MoneyError::OwnAccount => Self::of(Code::OwnAccount),
            MoneyError::NothingOwed => Self::of(Code::NothingOwed),
            MoneyError::BeyondOwed => Self::of(Code::BeyondOwed),
            MoneyError::WaiverLimit => Self::of(Code::WaiverLimit),
            MoneyError::BeyondCredit => Self::of(Code::BeyondCredit),
            MoneyError::Void => Self::of(Code::PaymentVoid),
            MoneyError::GivenBack => Self::of(Code::PaymentGivenBack),
            MoneyError::Field(pointer, code, detail) => {
                Self::of(Code::InvalidFields).errors(vec![FieldError::new(pointer, code, detail)])
            }
            MoneyError::Database(error) => error.into(),
        }
    }
}
