//! Generated titles.

use std::ops::Range;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::chance::Chance;
use super::id;
use super::rows::Rows;
use super::words::Vocabulary;

/// What a title is, what it tells its items.
pub(super) struct Kind {
    pub(super) format: &'static str,
    pub(super) audience: &'static str,
    pub(super) is_fiction: bool,
    /// The main subject's heading and the class it is shelved under.
    pub(super) subject: &'static str,
    pub(super) class: &'static str,
    /// Which author it is by.
    pub(super) author: usize,
}

const FORMATS: &[(&str, usize)] = &[
    ("book", 70),
    ("film", 9),
    ("audiobook", 6),
    ("music", 5),
    ("large_print", 4),
    ("magazine", 2),
    ("game", 2),
    ("map", 1),
    ("kit", 1),
];
const AUDIENCES: &[(&str, usize)] = &[("adult", 45), ("general", 25), ("child", 20), ("teen", 10)];
const PUBLISHERS: &[&str] = &[
    "Harbour Lane Press",
    "Northfield University Press",
    "Blue Kettle Books",
    "Editorial Jacaranda",
    "Millstone & Sons",
    "Éditions du Phare",
    "Larkspur House",
    "Verlag am Deich",
    "Tamarind Tree",
    "Old Quarry Press",
];
/// Patterns of English titles: `n` is a noun, `a` an adjective, `p` a surname.
const PATTERNS: &[&str] = &[
    "The {a} {n}",
    "The {n} of {n}",
    "{a} {n}",
    "A history of {n}",
    "{n} and {n}",
    "The {n} in the {n}",
    "Introduction to {n}",
    "The {p} {n}",
    "{n} for beginners",
    "How to love {n}",
    "My {a} {n}",
    "The art of {n}",
    "{p}'s {n}",
    "The {a} book of {n}",
    "Stories of the {n}",
    "{n}, {n} and the {a} {n}",
];
const SUBTITLES: &[&str] = &[
    "A novel",
    "Stories",
    "A memoir",
    "New and selected poems",
    "A guide",
    "The official history",
];
const DIVISIONS: &[&str] = &[
    "",
    "",
    "",
    "History",
    "Juvenile fiction",
    "Juvenile literature",
    "Handbooks",
    "Fiction",
    "Biography",
];

/// The rows of the titles numbered so, of `size`.
pub(super) fn rows(numbers: Range<u32>, size: u32, now: DateTime<Utc>, vocabulary: &Vocabulary) -> Rows {
    let mut rows = Rows::default();
    for number in numbers {
        row(&mut rows, number, size, now, vocabulary);
    }
    rows
}

/// The id of a title.
pub(super) fn title_id(number: u32) -> Uuid {
    id("title", number)
}

/// What the title numbered so is, of `size`.
pub(super) fn kind(number: u32, size: u32) -> Kind {
    let mut chance = Chance::of("kind", number);
    let (subject, class) = subject(&mut chance);
    let authors = usize::try_from(size).unwrap_or(usize::MAX) / 4 + 50;
    Kind {
        format: weighted(&mut chance, FORMATS),
        audience: weighted(&mut chance, AUDIENCES),
        is_fiction: chance.percent(45),
        subject,
        class,
        // Some write a great deal, most a book or two.
        author: if chance.percent(50) {
            chance.rank(authors)
        } else {
            chance.below(authors)
        },
    }
}

fn row(rows: &mut Rows, number: u32, size: u32, now: DateTime<Utc>, vocabulary: &Vocabulary) {
    let kind = kind(number, size);
    let mut chance = Chance::of("title", number);
    let (language, title) = if chance.percent(72) {
        ("en", english(&mut chance, vocabulary))
    } else {
        vocabulary.foreign(&mut chance)
    };
    let has_author = !matches!(kind.format, "magazine" | "map" | "game");
    let others = if chance.percent(18) { 1 + chance.below(2) } else { 0 };
    let contributors: Vec<String> = (0..others)
        .map(|_| vocabulary.author(chance.below(usize::try_from(size).unwrap_or(1) / 4 + 50)))
        .collect();
    let series = chance.percent(16).then(|| {
        format!(
            "{} {} ; {}",
            vocabulary.surname(&mut chance),
            "Chronicles",
            1 + chance.rank(40)
        )
    });
    let subjects = subjects(&mut chance, kind.subject);
    let has_isbn = chance.percent(85) && !matches!(kind.format, "film" | "music" | "magazine" | "game");
    let isbns: Vec<String> = has_isbn.then(|| isbn(number)).into_iter().collect();
    rows.cell(title_id(number))
        .cell(title)
        .maybe((language == "en" && chance.percent(25)).then(|| chance.one(SUBTITLES).unwrap_or_default()))
        .maybe(has_author.then(|| vocabulary.author(kind.author)))
        .list(&contributors)
        .cell(kind.format)
        .cell(language)
        .cell(kind.audience)
        .cell(2026 - chance.rank(140))
        .maybe(chance.one(PUBLISHERS))
        .maybe(
            chance
                .percent(8)
                .then(|| format!("{} edition", if chance.percent(70) { "2nd" } else { "3rd" })),
        )
        .maybe(series)
        .list(&isbns)
        .list(&subjects)
        .cell(now)
        .cell(now)
        .end();
}

fn english(chance: &mut Chance, vocabulary: &Vocabulary) -> String {
    let mut title = String::new();
    let mut rest = chance.early(PATTERNS).unwrap_or("{n}");
    while let Some(at) = rest.find('{') {
        title.push_str(&rest[..at]);
        let word = match rest.as_bytes().get(at + 1) {
            Some(b'a') => vocabulary.adjective(chance),
            Some(b'p') => vocabulary.surname(chance),
            _ => vocabulary.noun(chance),
        };
        title.push_str(&word);
        rest = rest.get(at + 3..).unwrap_or_default();
    }
    title + rest
}

fn subject(chance: &mut Chance) -> (&'static str, &'static str) {
    let all: Vec<&str> = include_str!("data/subjects.txt").lines().collect();
    chance
        .early(&all)
        .and_then(|line| line.split_once('|'))
        .unwrap_or(("Art", "700"))
}

/// The main one, some more, some of them divided.
fn subjects(chance: &mut Chance, main: &str) -> Vec<String> {
    let mut all = Vec::new();
    let more = chance.below(4);
    for place in 0..=more {
        let heading = if place == 0 { main } else { subject(chance).0 };
        let heading = match chance.one(DIVISIONS) {
            Some(division) if !division.is_empty() => format!("{heading} -- {division}"),
            _ => heading.to_owned(),
        };
        if !all.contains(&heading) {
            all.push(heading);
        }
    }
    all
}

fn weighted(chance: &mut Chance, words: &[(&'static str, usize)]) -> &'static str {
    let mut at = chance.below(words.iter().map(|(_, share)| share).sum());
    for (word, share) in words {
        if at < *share {
            return word;
        }
        at -= share;
    }
    words.first().map_or("", |(word, _)| word)
}

/// A number of the range that no publisher has, with its check digit.
fn isbn(number: u32) -> String {
    let digits = format!("9799{:08}", number % 100_000_000);
    let sum: u32 = digits
        .bytes()
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use carrel_rules::isbn::Isbn;

    #[test]
    fn every_isbn_is_one() {
        for number in [0, 1, 2, 9, 10, 123_456, 999_999, 5_000_000] {
            assert!(Isbn::parse(&isbn(number)).is_ok(), "{number}");
        }
    }
}
