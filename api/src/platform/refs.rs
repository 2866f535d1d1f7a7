//! How records name one another in answers: the id and what a person recognises the thing by.
//!
//! Stores read them with [`FromJson`](super::db::FromJson) from `jsonb_build_object('id', …, 'code', …, 'name', …)`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BranchRef {
    /// The branch.
    pub id: Uuid,
    /// Its short code.
    #[schema(example = "CEN")]
    pub code: String,
    /// Its name.
    #[schema(example = "Central")]
    pub name: String,
}

/// A desk of a branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeskRef {
    /// The desk.
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Front desk")]
    pub name: String,
}

/// A location, collection, item type or patron category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CodeRef {
    /// The record.
    pub id: Uuid,
    /// Its short code.
    #[schema(example = "ADULT")]
    pub code: String,
    /// Its name.
    #[schema(example = "Adult")]
    pub name: String,
}

/// A patron.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PatronRef {
    /// The patron.
    pub id: Uuid,
    /// As the desk says it: the preferred name, if there is one, and the family name.
    #[schema(example = "Ines Ortega")]
    pub name: String,
    /// Number of the card in use; null when there is none.
    #[schema(example = "20000000017")]
    pub card_number: Option<String>,
}

/// A staff member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StaffRef {
    /// The staff member.
    pub id: Uuid,
    /// Their name.
    pub name: String,
}

/// A title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TitleRef {
    /// The title.
    pub id: Uuid,
    /// Its title proper.
    pub title: String,
    /// Who made it, if known.
    pub author: Option<String>,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemRef {
    /// The item.
    pub id: Uuid,
    /// What its label says.
    #[schema(example = "30000000042")]
    pub barcode: String,
    /// Where it stands on the shelf.
    pub call_number: Option<String>,
    /// Volume or disc, where the title has several.
    pub part: Option<String>,
    /// What it is a copy of.
    pub title: TitleRef,
}
