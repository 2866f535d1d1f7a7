//! The items of a record, as its field of items says them.

use carrel_marc::{DataField, Record};
use carrel_rules::barcode::Barcode;

use super::super::super::options::{ItemPart, Options};
use super::super::super::report::{Position, Remark};
use super::super::report::Reason;
use super::text::cut;
use super::title::call_number;

/// An item before its codes are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::imports) struct ItemFields {
    pub barcode: String,
    pub item_type: Option<String>,
    pub location: Option<String>,
    pub collection: Option<String>,
    pub branch: Option<String>,
    pub call_number: Option<String>,
    pub part: Option<String>,
    pub public_note: Option<String>,
    pub staff_note: Option<String>,
}

/// The items, and those that have no barcode.
pub(in crate::imports) fn items(record: &Record, options: &Options, at: &Position) -> (Vec<ItemFields>, Vec<Remark>) {
    let (mut found, mut remarks) = (Vec::new(), Vec::new());
    let Some(tag) = options
        .items_tag
        .as_deref()
        .and_then(|tag| <[u8; 3]>::try_from(tag.as_bytes()).ok())
    else {
        return (found, remarks);
    };
    for field in record.data(&tag) {
        match item(field, record, options) {
            Ok(item) => found.push(item),
            Err(reason) => {
                let detail = match reason {
                    Reason::NoBarcode => "An item has no barcode.",
                    _ => {
                        "An item's barcode has other characters than letters A-Z, digits and . / + $ % -, or too many."
                    }
                };
                remarks.push(at.remark(reason, options.items_tag.as_deref(), detail));
            }
        }
    }
    (found, remarks)
}

fn item(field: &DataField, record: &Record, options: &Options) -> Result<ItemFields, Reason> {
    let part = |part: ItemPart, most: usize| {
        let code = options.items_map.get(&part).and_then(|code| u8::try_from(*code).ok())?;
        let text = field.all(code).map(line).collect::<Vec<_>>().join(" ");
        Some(cut(text, most).0).filter(|text| !text.is_empty())
    };
    let barcode = part(ItemPart::Barcode, 64).ok_or(Reason::NoBarcode)?;
    let barcode = Barcode::parse(&barcode).map_err(|_| Reason::BadBarcode)?;
    Ok(ItemFields {
        barcode: barcode.into(),
        item_type: part(ItemPart::ItemType, 100),
        location: part(ItemPart::Location, 100),
        collection: part(ItemPart::Collection, 100),
        branch: part(ItemPart::Branch, 100),
        call_number: part(ItemPart::CallNumber, 100).or_else(|| call_number(record)),
        part: part(ItemPart::Part, 100),
        public_note: part(ItemPart::PublicNote, 1000),
        staff_note: part(ItemPart::StaffNote, 1000),
    })
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
