//! What can go wrong with items.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, Problem};

/// Why no item was changed: the change itself points at nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum ManyError {
    #[error("there is no such item type")]
    UnknownItemType,
    #[error("there is no such location")]
    UnknownLocation,
    #[error("there is no such collection")]
    UnknownCollection,
    #[error("database")]
    Database(#[from] DieselError),
}

impl From<ManyError> for Problem {
    fn from(error: ManyError) -> Self {
        let unknown = |field: &str, text: &str| Self::field(&format!("/changes/{field}"), FieldCode::Unknown, text);
        match error {
            ManyError::UnknownItemType => unknown("item_type_id", "There is no such item type."),
            ManyError::UnknownLocation => unknown("location_id", "There is no such location."),
            ManyError::UnknownCollection => unknown("collection_id", "There is no such collection."),
            ManyError::Database(error) => error.into(),
        }
    }
}

/// Why an item was not added or changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum ItemError {
    #[error("there is no such item")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("another item has the barcode")]
    BarcodeTaken,
    #[error("there is no such title")]
    UnknownTitle,
    #[error("the title was merged into another")]
    MergedTitle,
    #[error("there is no such item type")]
    UnknownItemType,
    #[error("there is no such branch")]
    UnknownBranch,
    #[error("the location is none of the home branch")]
    ForeignLocation,
    #[error("there is no such collection")]
    UnknownCollection,
    #[error("somebody has it")]
    OnLoan,
    #[error("it waits on the hold shelf")]
    Waiting,
    #[error("somebody waits for this very item")]
    Held,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for ItemError {
    fn from(error: DieselError) -> Self {
        match constraint(&error) {
            Some("items_barcode_key") => Self::BarcodeTaken,
            Some("items_title_id_fkey") => Self::UnknownTitle,
            Some("items_item_type_id_fkey") => Self::UnknownItemType,
            Some("items_home_branch_id_fkey") => Self::UnknownBranch,
            Some("items_location_fkey") => Self::ForeignLocation,
            Some("items_collection_id_fkey") => Self::UnknownCollection,
            _ => Self::Database(error),
        }
    }
}

impl From<ItemError> for Problem {
    fn from(error: ItemError) -> Self {
        match error {
            ItemError::NotFound => Self::of(Code::NotFound),
            ItemError::Stale => Self::of(Code::Stale),
            ItemError::BarcodeTaken => Self::already_exists("/barcode", "Another item has this barcode."),
            ItemError::UnknownTitle => Self::field("/title_id", FieldCode::Unknown, "There is no such title."),
            ItemError::MergedTitle => {
                Self::field("/title_id", FieldCode::Merged, "This title was merged into another.")
            }
            ItemError::UnknownItemType => {
                Self::field("/item_type_id", FieldCode::Unknown, "There is no such item type.")
            }
            ItemError::UnknownBranch => Self::field("/home_branch_id", FieldCode::Unknown, "There is no such branch."),
            ItemError::ForeignLocation => {
                Self::field("/location_id", FieldCode::Unknown, "A location of the home branch.")
            }
            ItemError::UnknownCollection => {
                Self::field("/collection_id", FieldCode::Unknown, "There is no such collection.")
            }
            ItemError::OnLoan => {
                Self::of(Code::Conflict).detail("The item is on loan: check it in before changing its status or title.")
            }
            ItemError::Waiting => {
                Self::of(Code::Conflict).detail("The item waits for a patron on the hold shelf: check it in instead.")
            }
            ItemError::Held => Self::of(Code::Conflict)
                .detail("Somebody waits for this very item: its title stays until they have it."),
            ItemError::Database(error) => error.into(),
        }
    }
}
