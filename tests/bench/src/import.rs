//! Taking in the MARC file of another system: titles with their copies, into a library that has neither.

use std::fs::File;
use std::io::{BufWriter, Write, stderr};
use std::time::Instant;

use carrel_marc::{DataField, Field, Leader, Record, Subfield, iso2709};

use crate::Outcome;
use crate::database::Database;
use crate::sample::median;
use crate::service::{Scratch, run_command};
use crate::settings::Settings;

/// Records a second at the least.
const BUDGET: f64 = 2_000.0;
/// What the titles are made of: enough words that each search word has some hundred titles, as in a library.
const WORDS: [&str; 32] = [
    "river",
    "garden",
    "winter",
    "history",
    "letters",
    "island",
    "shadow",
    "music",
    "bridge",
    "forest",
    "kitchen",
    "voyage",
    "painter",
    "silence",
    "harbour",
    "machine",
    "orchard",
    "mountain",
    "stranger",
    "journal",
    "theatre",
    "prairie",
    "lantern",
    "compass",
    "village",
    "weather",
    "archive",
    "cathedral",
    "railway",
    "meadow",
    "horizon",
    "clockmaker",
];

/// What one file took, in records a second.
pub struct Imported {
    records: u32,
    /// Once a round, each into a database of its own.
    first: Vec<f64>,
    /// The same file again, which changes nothing.
    again: Vec<f64>,
}

/// Takes the same file in, twice a round.
pub fn import(settings: &Settings, rounds: u32) -> Outcome<Imported> {
    let records = if settings.quick { 2_000 } else { 50_000 };
    let scratch = Scratch::new()?;
    let path = scratch.0.join("records.mrc");
    let mut file = BufWriter::new(File::create(&path)?);
    for number in 0..records {
        file.write_all(&iso2709::write_long(&record(number)))?;
    }
    file.into_inner().map_err(|error| error.into_error())?.sync_all()?;
    let path = path.to_string_lossy().into_owned();
    let mut imported = Imported {
        records,
        first: Vec::new(),
        again: Vec::new(),
    };
    for round in 1..=rounds {
        writeln!(stderr(), "importing {records} records, round {round}")?;
        let (cluster, _) = settings
            .database_url
            .rsplit_once('/')
            .ok_or("DATABASE_URL names no database")?;
        let database = Database {
            url: format!("{cluster}/carrel_bench_import_{round}"),
        };
        run_command(&settings.service, &database, &["migrate", "--create-database"])?;
        run_command(&settings.service, &database, &["demo", "--yes"])?;
        let before = titles(&database)?;
        for times in [&mut imported.first, &mut imported.again] {
            let began = Instant::now();
            run_command(
                &settings.service,
                &database,
                &["import", "marc", &path, "--branch", "CEN", "--create-codes"],
            )?;
            times.push(f64::from(records) / began.elapsed().as_secs_f64());
        }
        let added = titles(&database)? - before;
        if added != i64::from(records) {
            return Err(format!("{added} titles were added by {records} records").into());
        }
    }
    Ok(imported)
}

fn titles(database: &Database) -> Outcome<i64> {
    Ok(database.ask("select count(*) from titles")?.parse()?)
}

/// Writes a row for each of the two and what became of the budget.
pub fn report(out: &mut impl Write, imported: &Imported) -> std::io::Result<()> {
    writeln!(out, "\n{:<34}{:>12}{:>20}", "MARC import", "records/s", "spread")?;
    for (name, times) in [
        ("first time", &imported.first),
        ("the same file again", &imported.again),
    ] {
        let lowest = times.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = times.iter().copied().fold(0.0, f64::max);
        let name = format!("{} records, {name}", imported.records);
        let spread = format!("{lowest:.0} to {highest:.0}");
        writeln!(out, "{name:<34}{:>12.0}{spread:>20}", median(times.iter().copied()))?;
    }
    let first = median(imported.first.iter().copied());
    let word = if first >= BUDGET { "met" } else { "MISSED" };
    writeln!(
        out,
        "\n{word:<9}MARC import: {first:.0} records/s, at least {BUDGET:.0}"
    )
}

/// The record of a book with two copies, all of whose fields the catalogue keeps.
fn record(number: u32) -> Record {
    let word = |step: u32| {
        let place = usize::try_from(number.wrapping_mul(2_654_435_761).rotate_left(step)).unwrap_or_default();
        WORDS.get(place % WORDS.len()).copied().unwrap_or_default()
    };
    let title = format!("The {} and the {} {}", word(3), word(9), word(17));
    let author = format!("{}, {} {number}", word(5), word(21));
    let mut fields = vec![
        control("001", format!("bench{number:07}")),
        control("003", "BENCH".to_owned()),
        control(
            "008",
            format!("850423s{}    xxu           000 0 eng d", 1950 + number % 75),
        ),
        data("100", b"1 ", &[(b'a', &author)]),
        data("245", b"10", &[(b'a', &title), (b'c', &author)]),
        data("264", b" 1", &[(b'a', "Springfield"), (b'b', word(13)), (b'c', "1999")]),
        data("300", b"  ", &[(b'a', "245 pages"), (b'c', "21 cm")]),
        data(
            "520",
            b"  ",
            &[(
                b'a',
                &format!("About a {} near the {}, told by a {}.", word(2), word(7), word(11)),
            )],
        ),
        data("650", b" 0", &[(b'a', word(6)), (b'x', "History")]),
        data("650", b" 0", &[(b'a', word(15))]),
    ];
    for copy in 0..2 {
        let barcode = format!("39{:010}", number * 2 + copy);
        let call_number = format!("{:03}.{} {}", number % 1000, number % 97, word(5));
        fields.push(data(
            "949",
            b"  ",
            &[
                (b'i', &barcode),
                (b'a', &call_number),
                (b't', "BOOK"),
                (b'l', "NONFIC"),
                (b'm', "CEN"),
            ],
        ));
    }
    Record {
        leader: Leader::of(*b"am"),
        fields,
    }
}

fn control(tag: &str, value: String) -> Field {
    Field::Control { tag: bytes(tag), value }
}

fn data(tag: &str, indicators: &[u8; 2], subfields: &[(u8, &str)]) -> Field {
    let of = |(code, value): &(u8, &str)| Subfield {
        code: *code,
        value: (*value).to_owned(),
    };
    Field::Data(DataField {
        tag: bytes(tag),
        indicators: *indicators,
        subfields: subfields.iter().map(of).collect(),
    })
}

fn bytes(tag: &str) -> [u8; 3] {
    tag.as_bytes().try_into().unwrap_or(*b"999")
}
