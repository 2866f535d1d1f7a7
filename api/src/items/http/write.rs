//! What callers send to add or change an item.

use carrel_rules::barcode::Barcode;
use carrel_rules::call_number::Scheme;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::items::add::TitleOf;
use crate::items::store::{ItemUpdate, NewItem};
use crate::platform::json;
use crate::platform::openapi::CallNumberSchemeName;
use crate::platform::problem::{FieldCode, Problem};
use crate::platform::text::{self, kept};
use crate::platform::title_format::TitleFormat;
use crate::titles::BriefTitle;

/// What staff can see of an item for themselves.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum StatusByHand {
    /// On its shelf.
    Available,
    /// Not where it should be.
    Missing,
    /// Gone, as far as anybody knows. One that is on loan is declared lost on its loan.
    Lost,
    /// Being made ready for the shelf.
    InProcessing,
    /// Being repaired.
    InRepair,
    /// Ordered and not yet arrived.
    OnOrder,
    /// No longer part of the stock.
    Withdrawn,
}

/// A title that the catalogue does not have yet, as far as it can be read off the copy in the hand.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct BriefTitleAddition {
    /// Its title proper.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    title: String,
    /// Who made it.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    author: Option<String>,
    /// What it is.
    format: TitleFormat,
}

/// A copy to be added to a title.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title_id": "01976f6e-0000-7000-8000-000000000001", "barcode": "3000000999",
    "item_type_id": "01976f6e-0000-7000-8000-000000000002", "home_branch_id": "01976f6e-0000-7000-8000-000000000003",
    "location_id": "01976f6e-0000-7000-8000-000000000004", "call_number": "FIC AUS"
}))]
pub(super) struct ItemAddition {
    /// What it is a copy of.
    #[serde(default)]
    title_id: Option<Uuid>,
    /// The same, where the catalogue does not have it: it is added, to be completed by a cataloguer.
    #[validate(nested)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<BriefTitleAddition>,
    /// What its label says: 1 to 32 letters A to Z, digits and . / + $ % -, in any case, blanks around it ignored.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64)]
    barcode: String,
    /// What the library calls its kind; policies go by it.
    item_type_id: Uuid,
    /// The branch it belongs to.
    home_branch_id: Uuid,
    /// Where it stands, at that branch.
    location_id: Uuid,
    /// The collection it is part of.
    collection_id: Option<Uuid>,
    /// Where it stands on the shelf.
    #[validate(length(min = 1, max = 100), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    call_number: Option<String>,
    /// How the call number is read; without, the service guesses it.
    #[schema(value_type = Option<CallNumberSchemeName>)]
    call_number_scheme: Option<Scheme>,
    /// Volume or disc, where the title has several.
    #[validate(length(min = 1, max = 100), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    part: Option<String>,
    /// What it costs to replace, in minor units; without, the policy says.
    #[validate(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000)]
    replacement_price: Option<i64>,
    /// How many parts it consists of; one unless said otherwise.
    #[validate(range(min = 1, max = 999))]
    #[schema(minimum = 1, maximum = 999)]
    parts_count: Option<i16>,
    /// Which of them are missing.
    #[validate(length(min = 1, max = 500), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    missing_parts: Option<String>,
    /// What staff should read before lending it.
    #[validate(length(min = 1, max = 500), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    check_out_message: Option<String>,
    /// What staff should read when it returns.
    #[validate(length(min = 1, max = 500), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    check_in_message: Option<String>,
    /// For everybody to read.
    #[validate(length(min = 1, max = 1000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 1000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    public_note: Option<String>,
    /// For staff to read.
    #[validate(length(min = 1, max = 1000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 1000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    staff_note: Option<String>,
    /// What it is doing; available unless said otherwise.
    status: Option<StatusByHand>,
    /// Whether it may be lent; true unless said otherwise. Without, it is for reference.
    is_for_loan: Option<bool>,
}

/// What to change; what is absent stays, null clears.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"call_number": "FIC AUS", "check_out_message": null}))]
pub(super) struct ItemPatch {
    /// What it is a copy of.
    title_id: Option<Uuid>,
    /// What its label says: 1 to 32 letters A to Z, digits and . / + $ % -, in any case, blanks around it ignored.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64)]
    barcode: Option<String>,
    /// What the library calls its kind; policies go by it.
    item_type_id: Option<Uuid>,
    /// The branch it belongs to. Its location must be one of that branch.
    home_branch_id: Option<Uuid>,
    /// Where it stands, at its home branch.
    location_id: Option<Uuid>,
    /// The collection it is part of.
    #[serde(default, deserialize_with = "json::present")]
    collection_id: Option<Option<Uuid>>,
    /// Where it stands on the shelf.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 100), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    call_number: Option<Option<String>>,
    /// How the call number is read; null leaves it to the service to guess.
    #[serde(default, deserialize_with = "json::present")]
    #[schema(value_type = Option<CallNumberSchemeName>)]
    call_number_scheme: Option<Option<Scheme>>,
    /// Volume or disc, where the title has several.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 100), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    part: Option<Option<String>>,
    /// What it costs to replace, in minor units; null leaves it to the policy.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000)]
    replacement_price: Option<Option<i64>>,
    /// How many parts it consists of.
    #[validate(range(min = 1, max = 999))]
    #[schema(minimum = 1, maximum = 999)]
    parts_count: Option<i16>,
    /// Which of them are missing.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 500), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    missing_parts: Option<Option<String>>,
    /// What staff should read before lending it.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 500), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    check_out_message: Option<Option<String>>,
    /// What staff should read when it returns.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 500), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    check_in_message: Option<Option<String>>,
    /// For everybody to read.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 1000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 1000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    public_note: Option<Option<String>>,
    /// For staff to read.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 1000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 1000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    staff_note: Option<Option<String>>,
    /// What it is doing. Not while somebody has it or it waits on the hold shelf.
    status: Option<StatusByHand>,
    /// Whether it may be lent. Without, it is for reference; a loan that has begun goes on.
    is_for_loan: Option<bool>,
}

/// The barcode as it is kept.
fn barcode(text: &str) -> Result<String, Problem> {
    Barcode::parse(text)
        .map(String::from)
        .map_err(|error| Problem::field("/barcode", FieldCode::Barcode, &format!("This is none: {error}.")))
}

pub(super) fn kept_or_cleared(text: Option<Option<String>>) -> Option<Option<String>> {
    text.map(|text| text.as_deref().map(kept))
}

impl ItemAddition {
    /// What it is a copy of, with its text as it is kept.
    pub(super) fn title(&self) -> Result<TitleOf, Problem> {
        match (self.title_id, &self.title) {
            (Some(title_id), None) => Ok(TitleOf::Known(title_id)),
            (None, Some(brief)) => Ok(TitleOf::New(BriefTitle {
                title: kept(&brief.title),
                author: brief.author.as_deref().map(kept),
                format: brief.format,
            })),
            _ => Err(Problem::field(
                "",
                FieldCode::OneOf,
                "Exactly one of title_id and title.",
            )),
        }
    }

    /// The item, with its barcode and text as they are kept.
    pub(super) fn checked(&self) -> Result<NewItem, Problem> {
        let kept = |text: &Option<String>| text.as_deref().map(kept);
        Ok(NewItem {
            barcode: barcode(&self.barcode)?,
            item_type_id: self.item_type_id,
            home_branch_id: self.home_branch_id,
            location_id: self.location_id,
            collection_id: self.collection_id,
            call_number: kept(&self.call_number),
            call_number_scheme: self.call_number_scheme.map(Scheme::as_str),
            part: kept(&self.part),
            replacement_price: self.replacement_price,
            parts_count: self.parts_count.unwrap_or(1),
            missing_parts: kept(&self.missing_parts),
            check_out_message: kept(&self.check_out_message),
            check_in_message: kept(&self.check_in_message),
            public_note: kept(&self.public_note),
            staff_note: kept(&self.staff_note),
            status: self.status.unwrap_or(StatusByHand::Available).as_str(),
            is_for_loan: self.is_for_loan.unwrap_or(true),
        })
    }
}

impl ItemPatch {
    /// The changes, with barcode and text as they are kept.
    pub(super) fn checked(self) -> Result<ItemUpdate, Problem> {
        Ok(ItemUpdate {
            title_id: self.title_id,
            barcode: self.barcode.as_deref().map(barcode).transpose()?,
            item_type_id: self.item_type_id,
            home_branch_id: self.home_branch_id,
            location_id: self.location_id,
            collection_id: self.collection_id,
            call_number: kept_or_cleared(self.call_number),
            call_number_scheme: self.call_number_scheme.map(|scheme| scheme.map(Scheme::as_str)),
            part: kept_or_cleared(self.part),
            replacement_price: self.replacement_price,
            parts_count: self.parts_count,
            missing_parts: kept_or_cleared(self.missing_parts),
            check_out_message: kept_or_cleared(self.check_out_message),
            check_in_message: kept_or_cleared(self.check_in_message),
            public_note: kept_or_cleared(self.public_note),
            staff_note: kept_or_cleared(self.staff_note),
            status: self.status.map(StatusByHand::as_str),
            is_for_loan: self.is_for_loan,
            ..ItemUpdate::default()
        })
    }
}

impl StatusByHand {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Missing => "missing",
            Self::Lost => "lost",
            Self::InProcessing => "in_processing",
            Self::InRepair => "in_repair",
            Self::OnOrder => "on_order",
            Self::Withdrawn => "withdrawn",
        }
    }
}
