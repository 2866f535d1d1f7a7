//! What a row says of an item.

use carrel_rules::call_number::Scheme;
use carrel_rules::isbn::Isbn;
use uuid::Uuid;

use crate::platform::fit::{Rule, line, lines};

use super::super::super::report::Remark;
use super::super::super::store::ItemRecord;
use super::super::cells::Reader;
use super::super::{Context, Row};

const LINE: Rule = Rule::new(1, 100, line);
const MESSAGE: Rule = Rule::new(1, 500, lines);
const NOTE: Rule = Rule::new(1, 1000, lines);
const TITLE: Rule = Rule::new(1, 500, line);
const AUTHOR: Rule = Rule::new(1, 200, line);
const NUMBER: Rule = Rule::new(1, 64, line);

/// What a title can be.
const FORMATS: &[&str] = &[
    "book",
    "large_print",
    "audiobook",
    "music",
    "film",
    "magazine",
    "game",
    "map",
    "kit",
    "other",
];
/// What staff can see of an item for themselves.
const BY_HAND: &[&str] = &[
    "available",
    "missing",
    "in_processing",
    "in_repair",
    "on_order",
    "withdrawn",
];
/// The highest price, in minor units.
const HIGHEST_PRICE: i64 = 100_000_000;

/// What an item is a copy of.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    pub id: Option<Uuid>,
    /// Source and number of the record it came with.
    pub number: Option<(String, String)>,
    pub isbn: Option<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub format: Option<&'static str>,
}

/// An item as a row gives it. None is what it does not say.
#[derive(Debug)]
pub(super) struct Copy {
    pub barcode: String,
    pub work: Work,
    pub item_type: String,
    pub home_branch: Option<String>,
    pub location: String,
    pub collection: Option<String>,
    pub call_number: Option<String>,
    pub call_number_scheme: Option<&'static str>,
    pub part: Option<String>,
    pub replacement_price: Option<i64>,
    pub parts_count: Option<i16>,
    pub missing_parts: Option<String>,
    pub check_out_message: Option<String>,
    pub check_in_message: Option<String>,
    pub public_note: Option<String>,
    pub staff_note: Option<String>,
    /// As it is written: what a status may be depends on the item.
    pub status: Option<String>,
}

impl Copy {
    pub(super) fn read(row: &Row, context: &Context) -> Result<Self, Vec<Remark>> {
        let mut reader = Reader::of(row);
        reader.present("barcode");
        let copy = Self {
            barcode: reader.barcode("barcode").unwrap_or_default(),
            work: work(&mut reader, context),
            item_type: reader.wanted_code("item_type"),
            home_branch: reader.code("home_branch"),
            location: reader.wanted_code("location"),
            collection: reader.code("collection"),
            call_number: reader.text("call_number", &LINE),
            call_number_scheme: reader.one_of("call_number_scheme", &Scheme::ALL.map(Scheme::as_str)),
            part: reader.text("part", &LINE),
            replacement_price: reader.money("replacement_price", context.exponent, (0, HIGHEST_PRICE)),
            parts_count: reader
                .number("parts_count", (1, 999))
                .and_then(|count| i16::try_from(count).ok()),
            missing_parts: reader.text("missing_parts", &MESSAGE),
            check_out_message: reader.text("check_out_message", &MESSAGE),
            check_in_message: reader.text("check_in_message", &MESSAGE),
            public_note: reader.text("public_note", &NOTE),
            staff_note: reader.text("staff_note", &NOTE),
            status: row.get("status").map(|text| text.trim().to_ascii_lowercase()),
        };
        reader.end(copy)
    }

    /// Puts what the row says in the place of what the record says. Codes, title and status are the caller's.
    pub(super) fn write_over(&self, record: &mut ItemRecord) {
        let say = |field: &mut Option<String>, said: &Option<String>| {
            if said.is_some() {
                field.clone_from(said);
            }
        };
        say(&mut record.call_number, &self.call_number);
        say(
            &mut record.call_number_scheme,
            &self.call_number_scheme.map(str::to_owned),
        );
        say(&mut record.part, &self.part);
        record.replacement_price = self.replacement_price.or(record.replacement_price);
        record.parts_count = self.parts_count.unwrap_or(record.parts_count);
        say(&mut record.missing_parts, &self.missing_parts);
        say(&mut record.check_out_message, &self.check_out_message);
        say(&mut record.check_in_message, &self.check_in_message);
        say(&mut record.public_note, &self.public_note);
        say(&mut record.staff_note, &self.staff_note);
    }
}

/// The status of that word, if staff may set it.
pub(super) fn by_hand(word: &str) -> Option<&'static str> {
    BY_HAND.iter().copied().find(|known| *known == word)
}

/// The status of a new item that had this one elsewhere. Whoever has it follows with the open loans.
pub(super) fn brought_along(word: &str) -> Option<&'static str> {
    match word {
        "on_loan" | "on_hold_shelf" | "in_transit" | "recently_returned" => Some("available"),
        "claimed_returned" => Some("missing"),
        "lost" => Some("lost"),
        _ => by_hand(word),
    }
}

fn work(reader: &mut Reader<'_>, context: &Context) -> Work {
    let id = reader.row.get("title_id").map(str::trim);
    let id = id.and_then(|text| {
        let read = text.parse::<Uuid>();
        reader.keep(read.map_err(|_| reader.row.refusal("title_id", "unknown", "There is no such title.")))
    });
    let isbn = reader.row.get("isbn").and_then(|text| {
        let read = Isbn::parse(text).map(String::from);
        reader.keep(read.map_err(|_| reader.row.refusal("isbn", "isbn", "An ISBN of 10 or 13 digits.")))
    });
    let source = reader
        .row
        .get("title_source")
        .unwrap_or(&context.source)
        .trim()
        .to_owned();
    let number = reader.text("title_number", &NUMBER).map(|number| (source, number));
    let work = Work {
        id,
        number,
        isbn,
        title: reader.text("title", &TITLE),
        author: reader.text("author", &AUTHOR),
        format: reader.one_of("format", FORMATS),
    };
    let columns = ["title_id", "title_number", "isbn", "title"];
    if columns.iter().all(|column| reader.row.get(column).is_none()) {
        let detail = "An item names its title by title_id, title_number, isbn or title.";
        reader.refuse("title", "missing", detail);
    }
    work
}
