//! What an import is told about its file, as callers write it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::imports::kind::Kind;
use crate::imports::options::{ITEMS_TAG, ItemPart, Options, usual_map};
use crate::imports::table::TableKind;
use crate::platform::csv::Encoding;
use crate::platform::problem::FieldCode;

/// What stands in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ImportKind {
    /// MARC records: titles with their items.
    #[default]
    Marc,
    /// A table of patrons.
    Patrons,
    /// A table of items.
    Items,
    /// A table of open loans.
    Loans,
    /// A table of opening balances.
    Balances,
}

impl ImportKind {
    /// As callers see it.
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Marc => Self::Marc,
            Kind::Table(TableKind::Patrons) => Self::Patrons,
            Kind::Table(TableKind::Items) => Self::Items,
            Kind::Table(TableKind::Loans) => Self::Loans,
            Kind::Table(TableKind::Balances) => Self::Balances,
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Marc => Kind::Marc,
            Self::Patrons => Kind::Table(TableKind::Patrons),
            Self::Items => Kind::Table(TableKind::Items),
            Self::Loans => Kind::Table(TableKind::Loans),
            Self::Balances => Kind::Table(TableKind::Balances),
        }
    }
}

/// How the text of a table is written.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema)]
pub(super) enum TextEncoding {
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1252.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

impl From<Encoding> for TextEncoding {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => Self::Utf8,
            Encoding::Windows1252 => Self::Windows1252,
        }
    }
}

/// How a file is taken in.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"items_tag": "949", "create_codes": true, "dry_run": true}))]
pub(super) struct ImportOptions {
    /// What stands in the file; MARC records unless told.
    #[serde(default)]
    pub kind: ImportKind,
    /// How the text of a table is written; UTF-8 unless told.
    #[serde(default)]
    pub encoding: TextEncoding,
    /// Where items and patrons go whose record names no branch of the library; the branch of the token unless told.
    pub branch_id: Option<Uuid>,
    /// Field of the items; 949 unless told, empty when the file has none.
    #[validate(length(max = 3), custom(function = "is_tag"))]
    #[schema(max_length = 3, pattern = "^([0-9A-Za-z]{3})?$", example = "949")]
    pub items_tag: Option<String>,
    /// Which subfield of it says what; a part that is absent is not read. Without: barcode i, call_number a, item_type t,
    /// location l, branch m.
    #[validate(nested)]
    pub items_map: Option<ItemsMap>,
    /// Whose numbers field 001 has, where 003 does not say; of a table whose the external ids are, where the row does not
    /// say.
    #[validate(length(min = 1, max = 64), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$", example = "OCoLC")]
    pub source: Option<String>,
    /// Item types, locations and collections that are not there yet are made; false unless told.
    #[serde(default)]
    pub create_codes: bool,
    /// Everything is looked at and nothing is done; false unless told.
    #[serde(default)]
    pub dry_run: bool,
}

/// A subfield for each part of an item.
#[derive(Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"barcode": "i", "call_number": "a", "item_type": "t", "location": "l", "branch": "m"}))]
pub(super) struct ItemsMap {
    /// What its label says.
    #[validate(length(min = 1, max = 1), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 1, pattern = "^[!-~]$")]
    barcode: Option<String>,
    /// Where it stands on the shelf.
    #[validate(length(min = 1, max = 1), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 1, pattern = "^[!-~]$")]
    call_number: Option<String>,
    /// Code of its item type.
    #[validate(length(min = 1, max = 1), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 1, pattern = "^[!-~]$")]
    item_type: Option<String>,
    /// Code of its location.
    #[validate(length(min = 1, max = 1), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 1, pattern = "^[!-~]$")]
    location: Option<String>,
    /// Code of its collection.
    #[validate(length(min = 1, max = 1), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 1, pattern = "^[!-~]$")]
    collection: Option<String>,
    /// Code of its branch.
    #[validate(length(min = 1, max = 1), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 1, pattern = "^[!-~]$")]
    branch: Option<String>,
    /// Volume, disc.
    #[validate(length(min = 1, max = 1), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 1, pattern = "^[!-~]$")]
    part: Option<String>,
    /// For everybody to read.
    #[validate(length(min = 1, max = 1), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 1, pattern = "^[!-~]$")]
    public_note: Option<String>,
    /// For staff to read.
    #[validate(length(min = 1, max = 1), custom(function = "is_visible"))]
    #[schema(min_length = 1, max_length = 1, pattern = "^[!-~]$")]
    staff_note: Option<String>,
}

impl ImportOptions {
    /// As an import keeps them.
    pub(super) fn kept(&self) -> Options {
        let tag = self.items_tag.as_deref().unwrap_or(ITEMS_TAG);
        Options {
            items_tag: Some(tag.to_owned()).filter(|tag| !tag.is_empty()),
            items_map: self.items_map.as_ref().map_or_else(usual_map, ItemsMap::kept),
            source: self.source.clone(),
            create_codes: self.create_codes,
            dry_run: self.dry_run,
            encoding: self.encoding(),
        }
    }

    /// What stands in the file.
    pub(super) fn kind(&self) -> Kind {
        self.kind.kind()
    }

    /// How its text is written.
    pub(super) fn encoding(&self) -> Encoding {
        match self.encoding {
            TextEncoding::Utf8 => Encoding::Utf8,
            TextEncoding::Windows1252 => Encoding::Windows1252,
        }
    }
}

impl ItemsMap {
    fn parts(&self) -> [(ItemPart, &Option<String>); 9] {
        [
            (ItemPart::Barcode, &self.barcode),
            (ItemPart::CallNumber, &self.call_number),
            (ItemPart::ItemType, &self.item_type),
            (ItemPart::Location, &self.location),
            (ItemPart::Collection, &self.collection),
            (ItemPart::Branch, &self.branch),
            (ItemPart::Part, &self.part),
            (ItemPart::PublicNote, &self.public_note),
            (ItemPart::StaffNote, &self.staff_note),
        ]
    }

    fn kept(&self) -> BTreeMap<ItemPart, char> {
        let parts = self.parts().into_iter();
        parts
            .filter_map(|(part, code)| Some((part, code.as_deref()?.chars().next()?)))
            .collect()
    }

    /// As it is shown.
    pub(super) fn shown(map: &BTreeMap<ItemPart, char>) -> Self {
        let code = |part| map.get(&part).map(char::to_string);
        Self {
            barcode: code(ItemPart::Barcode),
            call_number: code(ItemPart::CallNumber),
            item_type: code(ItemPart::ItemType),
            location: code(ItemPart::Location),
            collection: code(ItemPart::Collection),
            branch: code(ItemPart::Branch),
            part: code(ItemPart::Part),
            public_note: code(ItemPart::PublicNote),
            staff_note: code(ItemPart::StaffNote),
        }
    }
}

fn is_tag(tag: &str) -> Result<(), ValidationError> {
    let is_tag = tag.is_empty() || (tag.len() == 3 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    is_tag.then_some(()).ok_or_else(|| {
        ValidationError::new(FieldCode::Pattern.as_str()).with_message("Three letters or digits.".into())
    })
}

fn is_visible(text: &str) -> Result<(), ValidationError> {
    let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
    is_visible
        .then_some(())
        .ok_or_else(|| ValidationError::new(FieldCode::Pattern.as_str()).with_message("Visible ASCII.".into()))
}

/// A file with what to do with it, as `multipart/form-data`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "for the document alone: the parts are read as they come")]
pub(super) struct ImportUpload {
    /// Records in ISO 2709 or MARCXML, or a table as CSV; at most 200 MB.
    #[schema(value_type = String, format = Binary, max_length = 209_715_200, example = "00714cam a2200205 a 4500001001300000003000600013")]
    file: Vec<u8>,
    /// How it is taken in.
    #[schema(value_type = ImportOptions, required = false)]
    options: Option<ImportOptions>,
}
