//! What an import is told about its file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::platform::csv::Encoding;

/// How a file is taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Options {
    /// Field of the items; none when the file has no items.
    pub items_tag: Option<String>,
    /// Which subfield of it says what.
    pub items_map: BTreeMap<ItemPart, char>,
    /// Whose numbers field 001 has, where 003 does not say.
    pub source: Option<String>,
    /// Item types, locations and collections that are not there yet are made.
    pub create_codes: bool,
    /// Everything is looked at and nothing is done.
    pub dry_run: bool,
    /// How the text of a table is written.
    #[serde(default)]
    pub encoding: Encoding,
}

/// What a subfield says of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ItemPart {
    Barcode,
    CallNumber,
    ItemType,
    Location,
    Collection,
    Branch,
    Part,
    PublicNote,
    StaffNote,
}

impl ItemPart {
    /// As options and the command line name it.
    pub(super) const NAMES: &'static [(&'static str, Self)] = &[
        ("barcode", Self::Barcode),
        ("call_number", Self::CallNumber),
        ("item_type", Self::ItemType),
        ("location", Self::Location),
        ("collection", Self::Collection),
        ("branch", Self::Branch),
        ("part", Self::Part),
        ("public_note", Self::PublicNote),
        ("staff_note", Self::StaffNote),
    ];
}

/// The field of items in most exports.
pub(super) const ITEMS_TAG: &str = "949";

/// Its subfields there.
pub(super) fn usual_map() -> BTreeMap<ItemPart, char> {
    BTreeMap::from([
        (ItemPart::Barcode, 'i'),
        (ItemPart::CallNumber, 'a'),
        (ItemPart::ItemType, 't'),
        (ItemPart::Location, 'l'),
        (ItemPart::Branch, 'm'),
    ])
}

impl Default for Options {
    fn default() -> Self {
        Self {
            items_tag: Some(ITEMS_TAG.to_owned()),
            items_map: usual_map(),
            source: None,
            create_codes: false,
            dry_run: false,
            encoding: Encoding::default(),
        }
    }
}

/// Reads `i=barcode,a=call_number`.
pub(super) fn read_map(text: &str) -> Result<BTreeMap<ItemPart, char>, String> {
    let mut map = BTreeMap::new();
    for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
        let (code, name) = pair
            .split_once('=')
            .ok_or_else(|| format!("{pair:?} is not like i=barcode"))?;
        let mut codes = code.trim().chars();
        let (Some(code), None) = (codes.next(), codes.next()) else {
            return Err(format!("{code:?} is not one character"));
        };
        let part = ItemPart::NAMES.iter().find(|(word, _)| *word == name.trim());
        let (_, part) = part.ok_or_else(|| {
            let names: Vec<&str> = ItemPart::NAMES.iter().map(|(word, _)| *word).collect();
            format!("{name:?} is none of {}", names.join(", "))
        })?;
        map.insert(*part, code);
    }
    Ok(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_read_as_it_is_typed() {
        assert_eq!(
            read_map("i=barcode,a=call_number,t=item_type,l=location,m=branch"),
            Ok(usual_map())
        );
        assert!(read_map("barcode").is_err());
        assert!(read_map("ii=barcode").is_err());
        assert!(read_map("i=barcodes").is_err());
    }
}
