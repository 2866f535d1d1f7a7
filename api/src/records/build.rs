//! A record made of a title's fields, or read from what is kept.

use carrel_marc::{DataField, Field, Leader, Record, Subfield, open};

use crate::imports::three_letters;

use super::store::{TitleRow, WithRecord};

/// The record of a title.
pub(super) fn record((title, kept): &WithRecord) -> Record {
    let kept = kept.as_deref().and_then(|bytes| open(bytes).ok()?.next()?.ok());
    kept.map_or_else(|| made_of(title), |reading| reading.value.record)
}

fn made_of(title: &TitleRow) -> Record {
    let mut fields = vec![
        control("001", title.id.to_string()),
        control("003", "Carrel".to_owned()),
        control("008", coded(title)),
    ];
    fields.extend(title.lccn.iter().map(|number| data("010", "  ", &[(b'a', number)])));
    fields.extend(title.isbns.iter().map(|isbn| data("020", "  ", &[(b'a', isbn)])));
    fields.extend(title.issns.iter().map(|issn| data("022", "  ", &[(b'a', issn)])));
    fields.extend(title.author.iter().map(|name| data("100", "1 ", &[(b'a', name)])));
    let mut names = vec![(b'a', title.title.as_str())];
    names.extend(title.subtitle.as_deref().map(|text| (b'b', text)));
    fields.push(data("245", if title.author.is_some() { "10" } else { "00" }, &names));
    fields.extend(title.edition.iter().map(|text| data("250", "  ", &[(b'a', text)])));
    fields.extend(imprint(title));
    fields.extend(
        title
            .physical_description
            .iter()
            .map(|text| data("300", "  ", &[(b'a', text)])),
    );
    fields.extend(title.series.iter().map(|text| data("490", "0 ", &[(b'a', text)])));
    fields.extend(title.contents.iter().map(|text| data("505", "0 ", &[(b'a', text)])));
    fields.extend(title.summary.iter().map(|text| data("520", "  ", &[(b'a', text)])));
    fields.extend(title.subjects.iter().map(|text| data("650", " 4", &[(b'a', text)])));
    fields.extend(title.contributors.iter().map(|name| data("700", "1 ", &[(b'a', name)])));
    fields.extend(title.links.iter().map(|link| data("856", "40", &[(b'u', link)])));
    Record {
        leader: Leader::of(kind(&title.format)),
        fields,
    }
}

fn imprint(title: &TitleRow) -> Option<Field> {
    let year = title.published_year.map(|year| year.to_string());
    let parts = [(b'a', &title.place), (b'b', &title.publisher), (b'c', &year)];
    let parts: Vec<(u8, &str)> = parts
        .iter()
        .filter_map(|(code, text)| Some((*code, text.as_deref()?)))
        .collect();
    (!parts.is_empty()).then(|| data("264", " 1", &parts))
}

/// Positions 06 and 07 of the leader.
fn kind(format: &str) -> [u8; 2] {
    match format {
        "audiobook" => *b"im",
        "music" => *b"jm",
        "film" => *b"gm",
        "magazine" => *b"as",
        "game" => *b"rm",
        "map" => *b"em",
        "kit" => *b"om",
        _ => *b"am",
    }
}

/// Field 008: year, audience, language, and what a large print or a game is told by.
fn coded(title: &TitleRow) -> String {
    let year = title.published_year.filter(|year| (0..=9999).contains(year));
    let date = year.map_or("nuuuu".to_owned(), |year| format!("s{year:04}"));
    let audience = match title.audience.as_str() {
        "child" => 'j',
        "teen" => 'd',
        "adult" => 'e',
        _ => ' ',
    };
    let form = if title.format == "large_print" { 'd' } else { ' ' };
    let thing = if title.format == "game" { 'g' } else { ' ' };
    let language = title.language.as_deref().map_or("und", three_letters);
    format!("      {date}    xx     {audience}{form}         {thing} {language} d")
}

fn control(tag: &str, value: String) -> Field {
    Field::Control {
        tag: tag_of(tag),
        value,
    }
}

fn data(tag: &str, indicators: &str, subfields: &[(u8, &str)]) -> Field {
    let subfields = subfields.iter().map(|(code, value)| Subfield {
        code: *code,
        value: (*value).to_owned(),
    });
    let mut both = [b' '; 2];
    both.copy_from_slice(&indicators.as_bytes()[..2]);
    Field::Data(DataField {
        tag: tag_of(tag),
        indicators: both,
        subfields: subfields.collect(),
    })
}

fn tag_of(tag: &str) -> [u8; 3] {
    let mut bytes = [b'0'; 3];
    bytes.copy_from_slice(&tag.as_bytes()[..3]);
    bytes
}
