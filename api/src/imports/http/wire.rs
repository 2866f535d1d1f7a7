//! Imports as callers see them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::imports::options::{ITEMS_TAG, ItemPart, Options, usual_map};
use crate::imports::store::{ImportRow, ProblemRow};
use crate::platform::problem::FieldCode;
use crate::platform::refs::{BranchRef, StaffRef};

/// How a file is taken in.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"items_tag": "949", "create_codes": true, "dry_run": true}))]
pub(super) struct ImportOptions {
    /// Where items go whose record names no branch of the library; the branch of the token unless told.
    pub branch_id: Option<Uuid>,
    /// Field of the items; 949 unless told, empty when the file has none.
    #[validate(length(max = 3), custom(function = "is_tag"))]
    #[schema(max_length = 3, pattern = "^([0-9A-Za-z]{3})?$", example = "949")]
    pub items_tag: Option<String>,
    /// Which subfield of it says what; a part that is absent is not read. Without: barcode i, call_number a, item_type t,
    /// location l, branch m.
    #[validate(nested)]
    pub items_map: Option<ItemsMap>,
    /// Whose numbers field 001 has, where 003 does not say.
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

    fn shown(map: &BTreeMap<ItemPart, char>) -> Self {
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
    /// Records in ISO 2709 or MARCXML, at most 200 MB.
    #[schema(value_type = String, format = Binary, max_length = 209_715_200, example = "00714cam a2200205 a 4500001001300000003000600013")]
    file: Vec<u8>,
    /// How it is taken in.
    #[schema(value_type = ImportOptions, required = false)]
    options: Option<ImportOptions>,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ImportState {
    /// It waits for its turn.
    Queued,
    /// It is being taken in.
    Running,
    /// It has been.
    Done,
    /// It was no file of records, or could not be read; `error` says which.
    Failed,
    /// Somebody stopped it. What it had taken in stays.
    Cancelled,
}

/// A file of another system's records, and what has become of them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Import {
    /// The import.
    id: Uuid,
    /// How far it is.
    state: ImportState,
    /// What the file is called.
    #[schema(required, example = "catalogue.mrc")]
    filename: Option<String>,
    /// Its size.
    #[schema(minimum = 0)]
    size_bytes: i64,
    /// How much of it has been looked at.
    #[schema(minimum = 0)]
    bytes_count: i64,
    /// Where items go whose record names no branch of the library.
    branch: BranchRef,
    /// Who started it; null for the command line.
    #[schema(required)]
    staff: Option<StaffRef>,
    /// Field of the items; null when the file has none.
    #[schema(required, example = "949")]
    items_tag: Option<String>,
    /// Which subfield of it says what.
    items_map: ItemsMap,
    /// Whose numbers field 001 has, where 003 does not say.
    #[schema(required)]
    source: Option<String>,
    /// Whether codes that were not there are made.
    create_codes: bool,
    /// Whether nothing is done.
    dry_run: bool,
    /// Records looked at.
    #[schema(minimum = 0)]
    records_count: i32,
    /// Titles that are new.
    #[schema(minimum = 0)]
    titles_added_count: i32,
    /// Titles whose record has changed.
    #[schema(minimum = 0)]
    titles_changed_count: i32,
    /// Titles whose record is as it was.
    #[schema(minimum = 0)]
    titles_unchanged_count: i32,
    /// Records that were not taken in.
    #[schema(minimum = 0)]
    records_refused_count: i32,
    /// Items that are new.
    #[schema(minimum = 0)]
    items_added_count: i32,
    /// Items that were there; they stay as they are.
    #[schema(minimum = 0)]
    items_unchanged_count: i32,
    /// Items that were not taken in.
    #[schema(minimum = 0)]
    items_refused_count: i32,
    /// What there is to say about single records; the first 10,000 can be read.
    #[schema(minimum = 0)]
    problems_count: i32,
    /// Why it failed.
    #[schema(required, example = "not-marc")]
    error: Option<String>,
    /// When the file came.
    created_at: DateTime<Utc>,
    /// When the work began.
    #[schema(required)]
    started_at: Option<DateTime<Utc>>,
    /// When it ended.
    #[schema(required)]
    finished_at: Option<DateTime<Utc>>,
}

impl From<ImportRow> for Import {
    fn from(row: ImportRow) -> Self {
        let options = row.options.0;
        Self {
            id: row.id,
            // The column's check constraint allows no other word.
            state: match row.state.as_str() {
                "queued" => ImportState::Queued,
                "running" => ImportState::Running,
                "done" => ImportState::Done,
                "cancelled" => ImportState::Cancelled,
                _ => ImportState::Failed,
            },
            filename: row.filename,
            size_bytes: row.size_bytes,
            bytes_count: row.bytes_count,
            branch: row.branch.0,
            staff: row.staff.map(|staff| staff.0),
            items_map: ItemsMap::shown(&options.items_map),
            items_tag: options.items_tag,
            source: options.source,
            create_codes: options.create_codes,
            dry_run: options.dry_run,
            records_count: row.records_count,
            titles_added_count: row.titles_added_count,
            titles_changed_count: row.titles_changed_count,
            titles_unchanged_count: row.titles_unchanged_count,
            records_refused_count: row.records_refused_count,
            items_added_count: row.items_added_count,
            items_unchanged_count: row.items_unchanged_count,
            items_refused_count: row.items_refused_count,
            problems_count: row.problems_count,
            error: row.error,
            created_at: row.created_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
        }
    }
}

/// Something about one record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportProblem {
    /// Its place in the report, from 1.
    #[schema(minimum = 1)]
    number: i32,
    /// Which record of the file, from 1.
    #[schema(minimum = 1)]
    record_number: i32,
    /// Where in the file the record begins.
    #[schema(minimum = 0)]
    byte_offset: i64,
    /// Its field 001.
    #[schema(required)]
    control_number: Option<String>,
    /// What is the matter, in kebab-case.
    #[schema(example = "bad-directory")]
    code: String,
    /// The field it is about.
    #[schema(required, example = "245")]
    tag: Option<String>,
    /// The same in a sentence.
    detail: String,
    /// Whether the record, or the item, was not taken in; else it was, and this is to be looked at.
    is_refusal: bool,
}

impl From<ProblemRow> for ImportProblem {
    fn from(row: ProblemRow) -> Self {
        Self {
            number: row.number,
            record_number: row.record_number,
            byte_offset: row.byte_offset,
            control_number: row.control_number,
            code: row.code,
            tag: row.tag,
            detail: row.detail,
            is_refusal: row.is_refusal,
        }
    }
}
