//! A record, decoded.

/// The 24 characters before the fields. Lengths in it are written anew whenever a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader([u8; 24]);

impl Leader {
    /// A leader of printable ASCII; none of anything else. One that is too short is filled with blanks.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let is_plain = bytes.iter().all(|byte| (0x20..0x7F).contains(byte));
        if bytes.len() > 24 || !is_plain {
            return None;
        }
        let mut leader = [b' '; 24];
        leader[..bytes.len()].copy_from_slice(bytes);
        Some(Self(leader))
    }

    /// The leader of a new record: `kind` is what positions 06 and 07 say, such as `am` for a book.
    pub fn of(kind: [u8; 2]) -> Self {
        let mut leader = *b"00000n   a22000007  4500";
        leader[6..8].copy_from_slice(&kind);
        Self(leader)
    }

    /// All of it.
    pub fn bytes(&self) -> &[u8; 24] {
        &self.0
    }

    /// All of it, as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The character at `position`; a blank after the end.
    pub fn at(&self, position: usize) -> u8 {
        self.0.get(position).copied().unwrap_or(b' ')
    }

    /// Whether the record says that it is in UTF-8; MARC-8 otherwise.
    pub(crate) fn is_unicode(&self) -> bool {
        self.at(9) == b'a'
    }

    /// With what is true of records in memory: Unicode, two indicators, codes of one character, and no lengths.
    pub(crate) fn in_unicode(self) -> Self {
        Self(self.measured(b"00000", b"00000"))
    }

    /// With the lengths of a record that is written.
    pub(crate) fn measured(&self, length: &[u8; 5], base: &[u8; 5]) -> [u8; 24] {
        let mut leader = self.0;
        leader[..5].copy_from_slice(length);
        leader[9] = b'a';
        leader[10..12].copy_from_slice(b"22");
        leader[12..17].copy_from_slice(base);
        leader[20..].copy_from_slice(b"4500");
        leader
    }
}

/// A bibliographic record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What kind of record it is.
    pub leader: Leader,
    /// Its fields in their order.
    pub fields: Vec<Field>,
}

/// One field: of control (tags 001 to 009) or of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A value and nothing else.
    Control {
        /// Three letters or digits.
        tag: [u8; 3],
        /// The value.
        value: String,
    },
    /// Indicators and subfields.
    Data(DataField),
}

/// A field of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataField {
    /// Three letters or digits.
    pub tag: [u8; 3],
    /// What they say depends on the tag; printable ASCII.
    pub indicators: [u8; 2],
    /// In their order.
    pub subfields: Vec<Subfield>,
}

/// A part of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subfield {
    /// Visible ASCII.
    pub code: u8,
    /// The value.
    pub value: String,
}

impl Field {
    /// Its tag.
    pub fn tag(&self) -> &[u8; 3] {
        match self {
            Self::Control { tag, .. } => tag,
            Self::Data(field) => &field.tag,
        }
    }
}

impl DataField {
    /// The values of `code`, in their order.
    pub fn all(&self, code: u8) -> impl Iterator<Item = &str> {
        let wanted = move |subfield: &&Subfield| subfield.code == code;
        self.subfields
            .iter()
            .filter(wanted)
            .map(|subfield| subfield.value.as_str())
    }

    /// The first value of `code`.
    pub fn first(&self, code: u8) -> Option<&str> {
        self.all(code).next()
    }
}

impl Record {
    /// The value of the first field of control with this tag.
    pub fn control(&self, tag: &[u8; 3]) -> Option<&str> {
        self.fields.iter().find_map(|field| match field {
            Field::Control { tag: own, value } if own == tag => Some(value.as_str()),
            Field::Control { .. } | Field::Data(_) => None,
        })
    }

    /// Every field of data with this tag.
    pub fn data<'a>(&'a self, tag: &'a [u8; 3]) -> impl Iterator<Item = &'a DataField> {
        self.fields.iter().filter_map(move |field| match field {
            Field::Data(field) if &field.tag == tag => Some(field),
            Field::Control { .. } | Field::Data(_) => None,
        })
    }
}
