//! What an import of MARC records has to say about one of them.

use carrel_marc::{Fault, Located, Note, Reading};

use super::super::report::{Position, Remark, shortened};

impl Position {
    /// Something about the record that is there.
    pub(super) fn remark(&self, what: Reason, tag: Option<&str>, detail: impl Into<String>) -> Remark {
        Remark {
            at: Box::new(self.clone()),
            code: what.code(),
            tag: tag.map(str::to_owned),
            column: None,
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
        at: Box::new(Position {
            record_number: fault.number,
            byte_offset: fault.offset,
            ..Position::default()
        }),
        code: fault.value.code(),
        tag: None,
        column: None,
        detail: sentence(&fault.value.to_string()),
        is_refusal: true,
    }
}

/// What was noticed while a record was read.
pub(super) fn notes(reading: &Located<Reading>, position: &Position) -> Vec<Remark> {
    let remark = |note: &Note| Remark {
        at: Box::new(position.clone()),
        code: note.code(),
        tag: note.place().map(|place| place.tag().to_owned()),
        column: None,
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
