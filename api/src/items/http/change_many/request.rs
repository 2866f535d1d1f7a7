//! What callers send to change many items.

use std::collections::HashSet;

use carrel_rules::barcode::Barcode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::items::change_many::Wanted;
use crate::items::http::write::{StatusByHand, kept_or_cleared};
use crate::items::store::ManyUpdate;
use crate::platform::json;
use crate::platform::problem::{FieldCode, Problem};
use crate::platform::text;

/// What to change of each item; what is absent stays, null clears. Nothing given changes nothing.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemChanges {
    /// What the library calls its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    item_type_id: Option<Uuid>,
    /// Where it stands, at its home branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    location_id: Option<Uuid>,
    /// The collection it is part of.
    #[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
    collection_id: Option<Option<Uuid>>,
    /// Whether it may be lent.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_for_loan: Option<bool>,
    /// What it costs to replace, in minor units; null leaves it to the policy.
    #[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000)]
    replacement_price: Option<Option<i64>>,
    /// What it is doing.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<StatusByHand>,
    /// For everybody to read.
    #[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 1000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 1000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    public_note: Option<Option<String>>,
    /// For staff to read.
    #[serde(default, deserialize_with = "json::present", skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 1000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 1000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    staff_note: Option<Option<String>>,
}

/// A barcode as it was scanned or typed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(min_length = 1, max_length = 64, example = "3000000001")]
struct ScannedText(String);

/// Which items, and what would be changed about each.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "one_list"))]
#[schema(example = json!({"barcodes": ["3000000001", "3000000002"], "changes": {"is_for_loan": false}}))]
pub(super) struct ItemChangesPreviewRequest {
    /// By what was scanned. One that is given twice counts once.
    #[serde(default)]
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_items = 1, max_items = 1000)]
    barcodes: Option<Vec<ScannedText>>,
    /// By id, instead.
    #[serde(default)]
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_items = 1, max_items = 1000)]
    item_ids: Option<Vec<Uuid>>,
    /// What would be changed.
    #[validate(nested)]
    pub(super) changes: ItemChanges,
}

/// An item as the preview showed it.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeenItem {
    /// The item.
    id: Uuid,
    /// Its version in the preview.
    #[validate(range(min = 1, max = 2_147_483_647))]
    #[schema(minimum = 1, maximum = 2_147_483_647)]
    version: i32,
}

/// Which items, and what is changed about each.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "items": [{"id": "01976f6e-0000-7000-8000-000000000001", "version": 1}], "changes": {"is_for_loan": false}
}))]
pub(super) struct ItemChangesRequest {
    /// As the preview gave them. One that is given twice counts once.
    #[validate(length(min = 1, max = 1000), nested)]
    #[schema(min_items = 1, max_items = 1000)]
    items: Vec<SeenItem>,
    /// What is changed.
    #[validate(nested)]
    pub(super) changes: ItemChanges,
}

fn one_list(request: &ItemChangesPreviewRequest) -> Result<(), ValidationError> {
    if request.barcodes.is_some() == request.item_ids.is_some() {
        return Err(ValidationError::new(FieldCode::OneOf.as_str())
            .with_message("Exactly one of barcodes and item_ids.".into()));
    }
    Ok(())
}

impl ItemChangesPreviewRequest {
    /// Each item once.
    pub(super) fn wanted(&self) -> Result<Wanted, Problem> {
        let mut texts = Vec::new();
        let mut told = HashSet::new();
        for (index, ScannedText(text)) in self.barcodes.iter().flatten().enumerate() {
            if !(1..=64).contains(&text.chars().count()) {
                let pointer = format!("/barcodes/{index}");
                return Err(Problem::field(&pointer, FieldCode::Length, "Between 1 and 64 long."));
            }
            let barcode = Barcode::parse(text).map(String::from).ok();
            if told.insert(barcode.clone().unwrap_or_else(|| text.clone())) {
                texts.push((text.clone(), barcode));
            }
        }
        let mut told = HashSet::new();
        Ok(match &self.item_ids {
            Some(ids) => Wanted::Ids(ids.iter().copied().filter(|id| told.insert(*id)).collect()),
            None => Wanted::Barcodes(texts),
        })
    }
}

impl ItemChangesRequest {
    /// Each item once, with its version.
    pub(super) fn wanted(&self) -> Vec<(Uuid, i32)> {
        let mut told = HashSet::new();
        let seen = self.items.iter().filter(|item| told.insert(item.id));
        seen.map(|item| (item.id, item.version)).collect()
    }
}

impl ItemChanges {
    /// The change with its text as it is kept.
    pub(super) fn kept(self) -> ManyUpdate {
        ManyUpdate {
            item_type_id: self.item_type_id,
            location_id: self.location_id,
            collection_id: self.collection_id,
            is_for_loan: self.is_for_loan,
            replacement_price: self.replacement_price,
            status: self.status.map(StatusByHand::as_str),
            public_note: kept_or_cleared(self.public_note),
            staff_note: kept_or_cleared(self.staff_note),
        }
    }
}
