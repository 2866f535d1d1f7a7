//! What an import has to say about a record or a row.

/// One thing about one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Remark {
    pub at: Box<Position>,
    pub code: &'static str,
    /// The field of a MARC record.
    pub tag: Option<String>,
    /// The column of a table.
    pub column: Option<&'static str>,
    pub detail: String,
    /// The record, or its item, is not taken in.
    pub is_refusal: bool,
}

/// Where in the file a record stands, and what it is called there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    pub record_number: u64,
    pub byte_offset: u64,
    /// Of a MARC record.
    pub control_number: Option<String>,
    /// The line a row begins on.
    pub line_number: Option<u64>,
    /// Of a row.
    pub external_id: Option<String>,
}

/// What fits its column.
pub(super) fn shortened(text: String) -> String {
    if text.chars().count() <= 300 {
        return text;
    }
    text.chars().take(299).chain(['…']).collect()
}
