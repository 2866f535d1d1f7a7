//! What an import has to say about a record.

use carrel_marc::{Fault, Located, Note, Reading};

/// One thing about one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    pub record_number: u64,
    pub byte_offset: u64,
    pub control_number: Option<String>,
    pub code: &'static str,
    pub tag: Option<String>,
    pub detail: String,
    /// The record, or its item, is not taken in.
    pub is_refusal: bool,
}

/// Where in the file a record stands, and its number.
#[derive(Clone, Debug, Default)]
pub(super) struct Position {
    pub record_number: u64,
    pub byte_offset: u64,
    pub control_number: Option<String>,
}

impl Position {
    /// Something about the record that is there.
    pub(super) fn remark(&self, what: Reason, tag: Option<&str>, detail: impl Into<String>) -> Remark {
        Remark {
            record_number: self.record_number,
            byte_offset: self.byte_offset,
            control_number: self.control_number.clone(),
            code: what.code(),
            tag: tag.map(str::to_owned),
            detail: shortened(detail.into()),
            is_refusal: what.is_refusal(),
        }
    }
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    NoTitle,
    DuplicateNumber,
    RefusedByDatabase,
    NoBarcode,
    BadBarcode,
    BarcodeTwice,
    BarcodeTaken,
    UnknownItemType,
    UnknownLocation,
    UnknownCollection,
    UnknownBranch,
    Shortened,
    BadIsbn,
}

impl Reason {
    fn code(self) -> &'static str {
        match self {
            Self::NoTitle => "no-title",
            Self::DuplicateNumber => "duplicate-number",
            Self::RefusedByDatabase => "refused-by-database",
            Self::NoBarcode => "no-barcode",
            Self::BadBarcode => "bad-barcode",
            Self::BarcodeTwice => "barcode-twice",
            Self::BarcodeTaken => "barcode-taken",
            Self::UnknownItemType => "unknown-item-type",
            Self::UnknownLocation => "unknown-location",
            Self::UnknownCollection => "unknown-collection",
            Self::UnknownBranch => "unknown-branch",
            Self::Shortened => "shortened",
            Self::BadIsbn => "bad-isbn",
        }
    }

    fn is_refusal(self) -> bool {
        match self {
            Self::NoTitle
            | Self::DuplicateNumber
            | Self::RefusedByDatabase
            | Self::NoBarcode
            | Self::BadBarcode
            | Self::BarcodeTwice
            | Self::BarcodeTaken
            | Self::UnknownItemType
            | Self::UnknownLocation => true,
            Self::UnknownCollection | Self::UnknownBranch | Self::Shortened | Self::BadIsbn => false,
        }
    }
}

/// A record that cannot be read.
pub(super) fn fault(fault: &Located<Fault>) -> Remark {
    Remark {
        record_number: fault.number,
        byte_offset: fault.offset,
        control_number: None,
        code: fault.value.code(),
        tag: None,
        detail: sentence(&fault.value.to_string()),
        is_refusal: true,
    }
}

/// What was noticed while a record was read.
pub(super) fn notes(reading: &Located<Reading>, position: &Position) -> Vec<Remark> {
    let remark = |note: &Note| Remark {
        record_number: position.record_number,
        byte_offset: position.byte_offset,
        control_number: position.control_number.clone(),
        code: note.code(),
        tag: note.place().map(|place| place.tag().to_owned()),
        detail: note_text(*note).to_owned(),
        is_refusal: false,
    };
    reading.value.notes.iter().map(remark).collect()
}

fn note_text(note: Note) -> &'static str {
    match note {
        Note::WrongLength => "The record is not as long as its leader says; it was read to its end.",
        Note::WrongDirectory => "The directory does not fit the fields; they were told apart by their ends.",
        Note::WrongEncoding => "The record says MARC-8 and is in UTF-8; it was read as that.",
        Note::BadText(_) => "Bytes that are no text in the record's encoding are shown as \u{FFFD}.",
        Note::ControlCharacters(_) => "Control characters were left out.",
        Note::NoSubfields(_) => "The field has no subfields; its text was taken as the first.",
    }
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", chars.as_str())
}

/// What fits its column.
fn shortened(text: String) -> String {
    if text.chars().count() <= 300 {
        return text;
    }
    text.chars().take(299).chain(['…']).collect()
}
