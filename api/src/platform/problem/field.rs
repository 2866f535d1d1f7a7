//! What can be wrong with a field.
//!
//! The one table below makes the codes and the enum of the OpenAPI document.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::super::openapi::FieldCodeName;

macro_rules! field_codes {
    ($($variant:ident $code:literal $meaning:literal;)*) => {
        /// What is wrong with a field. Codes are never reused for something else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FieldCode { $(#[doc = $meaning] $variant,)* }

        impl FieldCode {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The kebab-case code that stands in answers.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $code,)* } }
        }
    };
}

field_codes! {
    Missing "missing" "The field is required.";
    UnknownField "unknown-field" "There is no such field.";
    DuplicateField "duplicate-field" "The field is given twice.";
    WrongType "wrong-type" "The value is of another type.";
    Length "length" "The text is too short or too long; facts has min and max.";
    Range "range" "The value lies outside its limits; facts has min and max where they are fixed.";
    Pattern "pattern" "The text has a form of its own.";
    Blank "blank" "The text is nothing but spaces.";
    ControlCharacter "control-character" "The text holds control characters.";
    NulCharacter "nul-character" "The text holds the character NUL.";
    OneOf "one-of" "Exactly one of several fields is to be given.";
    Email "email" "An e-mail address.";
    Phone "phone" "A phone number.";
    Language "language" "A language tag.";
    Zone "zone" "An IANA time zone.";
    Year "year" "A year from 1 to 9999.";
    Isbn "isbn" "An ISBN.";
    Issn "issn" "An ISSN.";
    Link "link" "A web address: http or https.";
    Barcode "barcode" "A barcode.";
    NotABarcode "not-a-barcode" "A barcode that was scanned.";
    Character "character" "A card number of letters, digits and some signs.";
    Pin "pin" "A PIN of 4 to 8 digits.";
    BirthYear "birth-year" "The PIN is the year of birth.";
    CardTail "card-tail" "The PIN is the end of the card number.";
    Unknown "unknown" "There is no such record.";
    NotFound "not-found" "There is no such record.";
    UnknownPatron "unknown-patron" "No patron has this card number or id.";
    UnknownItem "unknown-item" "No item has this barcode or id.";
    AlreadyExists "already-exists" "Another record has this value.";
    Inactive "inactive" "The record is no longer in use.";
    Minor "minor" "A minor.";
    SelfReference "self" "The patron's own record.";
    WrongAge "wrong-age" "The category is for patrons of another age.";
    NotLiftable "not-liftable" "Nobody lifts this block.";
    OutOfOrder "out-of-order" "It ends before it begins.";
    Overlap "overlap" "It overlaps another.";
    Repeated "repeated" "It is given twice.";
    SameBranch "same-branch" "The same branch twice.";
    InThePast "in-the-past" "The date has passed.";
    InTheFuture "in-the-future" "The date is still to come.";
    NotInFuture "not-in-future" "The time has passed.";
    TooLate "too-late" "The date is later than allowed.";
    InFuture "in-future" "The time is still to come.";
    TooLongAgo "too-long-ago" "The time lies too far back.";
    BeforeLoan "before-loan" "The time lies before the item was lent.";
    TooFar "too-far" "The time lies too far ahead.";
    Merged "merged" "The record was merged into another.";
    Prefix "prefix" "The beginning of card numbers: 1 to 9 digits.";
    Country "country" "An ISO 3166 country code.";
    NotMarc "not-marc" "No file of MARC records.";
    NotCsv "not-csv" "No CSV file, or one whose first row names no columns.";
    UnknownColumn "unknown-column" "The table has a column of another name.";
    DuplicateColumn "duplicate-column" "The table has a column twice.";
    MissingColumn "missing-column" "The table lacks a column.";
    BeyondOwed "beyond-owed" "More than is owed for the fine.";
    BeyondAmount "beyond-amount" "More than the payment.";
    BeyondPaid "beyond-paid" "More than was paid and not given back.";
    TooLittle "too-little" "Less than the amount.";
    NoPrice "no-price" "It has no usual price, so an amount is to be given.";
    NotCash "not-cash" "Only cash is put down and given change for.";
    Invalid "invalid" "The value is not valid here.";
}

impl FieldCode {
    /// The code of this name; a check without a name of its own says that the value is not valid.
    pub fn named(name: &str) -> Self {
        let found = Self::ALL.iter().find(|code| code.as_str() == name);
        debug_assert!(found.is_some(), "the check \"{name}\" has no code of its own");
        found.copied().unwrap_or(Self::Invalid)
    }
}

impl Serialize for FieldCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One wrong field.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer into the body; for a query parameter its name after a slash.
    #[schema(example = "/due_at")]
    pub pointer: String,
    /// What is wrong, in kebab-case.
    #[schema(value_type = FieldCodeName)]
    pub code: FieldCode,
    /// What would be right. Never the value that was sent.
    pub detail: String,
    /// The limits it rests on, by name: `min` and `max` of `length` and `range`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = Option<std::collections::HashMap<String, i64>>, required = false)]
    pub facts: BTreeMap<&'static str, i64>,
}

impl FieldError {
    /// A wrong field, without limits to tell.
    pub fn new(pointer: impl Into<String>, code: FieldCode, detail: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            detail: detail.into(),
            facts: BTreeMap::new(),
        }
    }
}
