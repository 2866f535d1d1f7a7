//! What can go wrong with a loan.

use carrel_rules::block::Block;
use carrel_rules::due_date::WishError;
use diesel::result::Error as DieselError;

use crate::platform::problem::{Code, FieldCode, Problem};

use super::{ItemKey, PatronKey};

/// Why a deed on a loan was not done.
#[derive(Debug, thiserror::Error)]
pub enum LoanError {
    #[error("no such loan")]
    UnknownLoan,
    #[error("the loan has ended")]
    Closed,
    #[error("the item counts as lost already")]
    LostBefore,
    #[error("a claim is under way")]
    ClaimedBefore,
    #[error("no claim is under way")]
    NotClaimed,
    #[error("more claims than an assistant records")]
    ClaimLimit,
    /// Every block that still stands.
    #[error("blocked")]
    Blocked(Vec<Block>),
    /// The same, and some stand only because no reason was given.
    #[error("blocked for want of a reason")]
    ReasonMissing(Vec<Block>),
    /// A field that only the rules can judge: pointer, code and what would be right.
    #[error("a field is wrong")]
    Field(&'static str, FieldCode, &'static str),
    #[error("own or own child's account")]
    OwnAccount,
    #[error("stored terms cannot be read")]
    StoredTerms(#[source] serde_json::Error),
    #[error("database")]
    Database(#[from] DieselError),
}

impl LoanError {
    /// Nobody has this card or id.
    pub(super) fn unknown_patron(asked: &PatronKey) -> Self {
        let pointer = if let PatronKey::Id(_) = asked {
            "/patron_id"
        } else {
            "/patron_barcode"
        };
        Self::Field(
            pointer,
            FieldCode::UnknownPatron,
            "No patron has this card number or id.",
        )
    }

    /// Nothing has this barcode or id.
    pub(super) fn unknown_item(asked: &ItemKey) -> Self {
        let pointer = if let ItemKey::Barcode(_) = asked {
            "/item_barcode"
        } else {
            "/item_id"
        };
        Self::Field(pointer, FieldCode::UnknownItem, "No item has this barcode or id.")
    }
}

impl From<LoanError> for Problem {
    fn from(error: LoanError) -> Self {
        match error {
            LoanError::UnknownLoan => Self::of(Code::NotFound),
            LoanError::Closed => Self::of(Code::LoanClosed),
            LoanError::LostBefore => Self::of(Code::AlreadyLost),
            LoanError::ClaimedBefore => Self::of(Code::AlreadyClaimed),
            LoanError::NotClaimed => Self::of(Code::NotClaimed),
            LoanError::ClaimLimit => Self::of(Code::ClaimLimit),
            LoanError::Blocked(blocks) => Self::blocked(blocks),
            LoanError::ReasonMissing(blocks) => Self::blocked(blocks)
                .detail("Some of these may be lifted here, but only with a reason in override.reason."),
            LoanError::Field(pointer, code, detail) => Self::field(pointer, code, detail),
            LoanError::OwnAccount => Self::of(Code::OwnAccount),
            LoanError::StoredTerms(error) => Self::internal(&error.to_string()),
            LoanError::Database(error) => error.into(),
        }
    }
}

impl From<WishError> for LoanError {
    fn from(error: WishError) -> Self {
        match error {
            WishError::NotInFuture => Self::Field("/due_at", FieldCode::NotInFuture, "After now."),
            WishError::TooFar => Self::Field("/due_at", FieldCode::TooFar, "Within ten years."),
        }
    }
}
