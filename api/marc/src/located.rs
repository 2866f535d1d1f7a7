//! Where in a file something stands, and what is the matter with it.

/// Something with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// Bytes before it.
    pub offset: u64,
    /// Records before it, those that could not be read included, and itself: the first is 1.
    pub number: u64,
    /// What stands there.
    pub value: T,
}

impl<T> Located<T> {
    /// The same place with something else there.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located {
            offset: self.offset,
            number: self.number,
            value: change(self.value),
        }
    }
}

/// A record with what was noticed while it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The record.
    pub record: crate::Record,
    /// What was repaired, or is no text; at most [`Note::MOST`].
    pub notes: Vec<Note>,
}

/// Why a record cannot be read. The words are for whoever reads the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It does not begin as a file of records does.
    #[error("this is no file of MARC records")]
    NotMarc,
    /// The file ends inside a record.
    #[error("the file ends inside the record")]
    Truncated,
    /// A record longer than any is.
    #[error("the record does not end where one could")]
    TooLong,
    /// What stands where the leader should is none.
    #[error("the record does not begin with a leader")]
    BadLeader,
    /// The directory cannot be read, and the fields do not tell where they belong.
    #[error("the directory of fields cannot be read")]
    BadDirectory,
    /// A field whose tag is not three letters or digits.
    #[error("a field has no proper tag")]
    BadTag,
    /// A record of no fields.
    #[error("the record has no fields")]
    NoFields,
    /// So many unreadable records in a row that this is no such file any more.
    #[error("nothing readable follows: the rest of the file was left")]
    NothingReadable,
    /// The XML is not well-formed; a parser cannot find its way back.
    #[error("the XML is broken here: the rest of the file was left")]
    BrokenXml,
    /// A document type declaration, or entities of its own.
    #[error("document type declarations and entities are not read")]
    Entities,
    /// Elements inside elements, deeper than any record has.
    #[error("elements stand too deep in one another")]
    TooDeep,
    /// XML in another encoding than UTF-8.
    #[error("only XML in UTF-8 is read")]
    NotUtf8,
    /// The file could not be read on.
    #[error("the file could not be read on")]
    Io,
}

impl Fault {
    /// Its name in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotMarc => "not-marc",
            Self::Truncated => "truncated",
            Self::TooLong => "too-long",
            Self::BadLeader => "bad-leader",
            Self::BadDirectory => "bad-directory",
            Self::BadTag => "bad-tag",
            Self::NoFields => "no-fields",
            Self::NothingReadable => "nothing-readable",
            Self::BrokenXml => "broken-xml",
            Self::Entities => "entities",
            Self::TooDeep => "too-deep",
            Self::NotUtf8 => "not-utf-8",
            Self::Io => "unreadable",
        }
    }

    /// Whether nothing can be read after it.
    pub fn is_last(self) -> bool {
        match self {
            Self::NotMarc
            | Self::NothingReadable
            | Self::BrokenXml
            | Self::Entities
            | Self::TooDeep
            | Self::NotUtf8
            | Self::Io => true,
            Self::Truncated | Self::TooLong | Self::BadLeader | Self::BadDirectory | Self::BadTag | Self::NoFields => {
                false
            }
        }
    }
}

/// Which field a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its tag.
    pub tag: [u8; 3],
    /// How many of the record's fields stand before it.
    pub index: usize,
}

impl Place {
    /// The tag as text.
    pub fn tag(&self) -> &str {
        std::str::from_utf8(&self.tag).unwrap_or("???")
    }
}

/// What was noticed about a record that was read nevertheless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// It is not as long as its leader says.
    WrongLength,
    /// Its fields were told apart by their ends, because the directory does not fit them.
    WrongDirectory,
    /// It says that it is in MARC-8 and is in UTF-8.
    WrongEncoding,
    /// A field holds bytes that are no text; they are shown as U+FFFD.
    BadText(Place),
    /// A field holds control characters; they were left out.
    ControlCharacters(Place),
    /// A field of data is not made of subfields.
    NoSubfields(Place),
}

impl Note {
    /// Notes that one record has at the most.
    pub const MOST: usize = 100;

    /// Its name in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongLength => "wrong-length",
            Self::WrongDirectory => "wrong-directory",
            Self::WrongEncoding => "wrong-encoding",
            Self::BadText(_) => "bad-text",
            Self::ControlCharacters(_) => "control-characters",
            Self::NoSubfields(_) => "no-subfields",
        }
    }

    /// The field it is about, if it is about one.
    pub fn place(self) -> Option<Place> {
        match self {
            Self::WrongLength | Self::WrongDirectory | Self::WrongEncoding => None,
            Self::BadText(place) | Self::ControlCharacters(place) | Self::NoSubfields(place) => Some(place),
        }
    }
}
