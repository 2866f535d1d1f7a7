//! Generated items: one to four copies of a title.

use std::ops::Range;

use chrono::{DateTime, Utc};

use super::chance::Chance;
use super::rows::Rows;
use super::titles::{self, Kind};
use super::words::Vocabulary;
use crate::demo::id as demo_id;
use crate::demo::rows::location_id;

/// Beyond those of the demo library.
pub(super) const FIRST_BARCODE: u64 = 3_100_000_001;

/// Statuses that need neither loan nor hold, most are on their shelves.
const STATUSES: &[&str] = &[
    "in_processing",
    "in_repair",
    "missing",
    "lost",
    "on_order",
    "recently_returned",
    "withdrawn",
];

/// The items of the titles numbered so, of `size`. `barcode` is the next free one.
pub(super) fn rows(
    numbers: Range<u32>,
    size: u32,
    now: DateTime<Utc>,
    vocabulary: &Vocabulary,
    barcode: &mut u64,
) -> Rows {
    let mut rows = Rows::default();
    for number in numbers {
        let mut chance = Chance::of("item", number);
        let kind = titles::kind(number, size);
        let call_number = call_number(&kind, number, vocabulary);
        // 1.3 on average.
        let copies = match chance.below(100) {
            0..80 => 1,
            80..92 => 2,
            92..98 => 3,
            _ => 4,
        };
        for _ in 0..copies {
            row(&mut rows, &mut chance, (number, &kind, &call_number), now, *barcode);
            *barcode += 1;
        }
    }
    rows
}

fn row(rows: &mut Rows, chance: &mut Chance, of: (u32, &Kind, &str), now: DateTime<Utc>, barcode: u64) {
    let (number, kind, call_number) = of;
    let branch = if chance.percent(62) { "CEN" } else { "RIV" };
    let status = if chance.percent(84) {
        "available"
    } else {
        chance.one(STATUSES).unwrap_or("missing")
    };
    rows.cell(super::id(
        "item",
        u32::try_from(barcode - FIRST_BARCODE).unwrap_or(number),
    ))
    .cell(titles::title_id(number))
    .cell(barcode)
    .cell(demo_id("item_type", item_type(kind)))
    .cell(demo_id("branch", branch))
    .cell(location_id(branch, location(kind)))
    .cell(call_number)
    .cell(status)
    .cell(now)
    .cell(demo_id("branch", branch))
    .cell(now)
    .cell(now)
    .end();
}

fn item_type(kind: &Kind) -> &'static str {
    match kind.format {
        "film" => "DVD",
        "audiobook" | "music" => "AUDIO",
        "magazine" => "MAGAZINE",
        "game" => "GAME",
        _ => "BOOK",
    }
}

fn location(kind: &Kind) -> &'static str {
    match (kind.format, kind.audience) {
        ("film" | "audiobook" | "music" | "game", _) => "MEDIA",
        (_, "teen") => "TEEN",
        (_, "child") => "KIDS",
        _ if kind.is_fiction => "FIC",
        _ => "NF",
    }
}

/// `FIC LOV` for fiction, `641.5 LOV` for the rest, with a J in front for children.
fn call_number(kind: &Kind, number: u32, vocabulary: &Vocabulary) -> String {
    let author = vocabulary.author(kind.author);
    let surname = author.rsplit(' ').next().unwrap_or(&author);
    let cutter: String = surname
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(3)
        .flat_map(char::to_uppercase)
        .collect();
    let shelf = if kind.is_fiction {
        "FIC".to_owned()
    } else {
        match Chance::of("decimal", number).rank(100) {
            0..5 => kind.class.to_owned(),
            decimal => format!("{}.{decimal}", kind.class),
        }
    };
    let prefix = match (kind.audience, kind.format) {
        (_, "film") => "DVD ",
        (_, "music" | "audiobook") => "CD ",
        ("child", _) => "J ",
        ("teen", _) => "YA ",
        _ => "",
    };
    format!("{prefix}{shelf} {cutter}")
}
