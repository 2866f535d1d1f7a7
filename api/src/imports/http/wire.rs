//! Imports as callers see them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::imports::kind::Kind;
use crate::imports::store::{ImportRow, ProblemRow};
use crate::platform::refs::{BranchRef, StaffRef};

use super::options::{ImportKind, ItemsMap, TextEncoding};

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
    /// It was no file of its kind, or could not be read; `error` says which.
    Failed,
    /// Somebody stopped it. What it had taken in stays.
    Cancelled,
}

/// A file of another system's records, and what has become of them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Import {
    /// The import.
    id: Uuid,
    /// What stands in the file.
    kind: ImportKind,
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
    /// Where items and patrons go whose record names no branch of the library.
    branch: BranchRef,
    /// Who started it; null for the command line.
    #[schema(required)]
    staff: Option<StaffRef>,
    /// Field of the items; null when the file has none.
    #[schema(required, example = "949")]
    items_tag: Option<String>,
    /// Which subfield of it says what.
    items_map: ItemsMap,
    /// Whose numbers and external ids they are, where the file does not say.
    #[schema(required)]
    source: Option<String>,
    /// Whether codes that were not there are made.
    create_codes: bool,
    /// Whether nothing is done.
    dry_run: bool,
    /// How the text of a table is written.
    encoding: TextEncoding,
    /// Records or rows looked at.
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
    /// Records or rows that were not taken in.
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
    /// Rows of a table that were new.
    #[schema(minimum = 0)]
    rows_added_count: i32,
    /// Rows that changed what was there.
    #[schema(minimum = 0)]
    rows_changed_count: i32,
    /// Rows that say what was there already.
    #[schema(minimum = 0)]
    rows_unchanged_count: i32,
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
            kind: Kind::parse(&row.kind).map(ImportKind::of).unwrap_or_default(),
            // The check constraints of kind and state allow no other words.
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
            encoding: options.encoding.into(),
            rows_added_count: row.rows_added_count,
            rows_changed_count: row.rows_changed_count,
            rows_unchanged_count: row.rows_unchanged_count,
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
    /// In a table, the line that the row begins on.
    #[schema(required, minimum = 1)]
    line_number: Option<i32>,
    /// What the row is called in the system it comes from.
    #[schema(required)]
    external_id: Option<String>,
    /// The column it is about.
    #[schema(required, example = "birth_on")]
    column: Option<String>,
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
            line_number: row.line_number,
            external_id: row.external_id,
            column: row.column_name,
        }
    }
}
