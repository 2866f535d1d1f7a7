//! The fields of a title.

use carrel_marc::{DataField, Field, Record};
use carrel_rules::isbn::Isbn;
use serde::Serialize;

use super::super::super::report::{Position, Remark};
use super::super::report::Reason;
use super::text::{cut, first, joined, plain, sentences};
use super::{format, language};

/// Columns of a title, bounded as those that desks write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::imports) struct TitleFields {
    pub title: String,
    pub subtitle: Option<String>,
    pub author: Option<String>,
    pub contributors: Vec<String>,
    pub format: &'static str,
    pub language: Option<String>,
    pub audience: &'static str,
    pub published_year: Option<i16>,
    pub publisher: Option<String>,
    pub edition: Option<String>,
    pub series: Option<String>,
    pub isbns: Vec<String>,
    pub issns: Vec<String>,
    pub lccn: Option<String>,
    pub subjects: Vec<String>,
    pub summary: Option<String>,
    pub contents: Option<String>,
    pub place: Option<String>,
    pub physical_description: Option<String>,
    pub links: Vec<String>,
}

const NAMES: [&[u8; 3]; 4] = [b"700", b"710", b"711", b"720"];
const SUBJECTS: [&[u8; 3]; 9] = [b"600", b"610", b"611", b"630", b"648", b"650", b"651", b"653", b"655"];

/// The title a record is about, and what was noticed on the way. A record that names none is refused.
pub(in crate::imports) fn title(record: &Record, at: &Position) -> Result<(TitleFields, Vec<Remark>), Remark> {
    let proper = record.data(b"245").find_map(title_proper);
    let Some(proper) = proper.or_else(|| record.data(b"130").find_map(|field| joined(field, b"anp"))) else {
        return Err(at.remark(Reason::NoTitle, Some("245"), "The record names no title."));
    };
    let mut bounds = Bounds {
        at,
        remarks: Vec::new(),
    };
    let imprint = imprint(record);
    let part = |code| imprint.and_then(|field| first(field, code));
    let fields = TitleFields {
        title: bounds.text("245", 500, proper),
        subtitle: bounds.option("245", 500, record.data(b"245").find_map(|field| joined(field, b"b"))),
        author: bounds.option("100", 200, author(record)),
        contributors: bounds.list("700", 50, 200, contributors(record)),
        format: format::format(record),
        language: language::language(record),
        audience: format::audience(record),
        published_year: format::year(record, imprint.and_then(|field| field.first(b'c'))),
        publisher: bounds.option("260", 200, part(b'b')),
        edition: bounds.option("250", 200, record.data(b"250").find_map(|field| joined(field, b"ab"))),
        series: bounds.option("490", 200, series(record)),
        isbns: bounds.isbns(record),
        issns: bounds.list("022", 20, 9, record.data(b"022").filter_map(issn).collect()),
        lccn: record
            .data(b"010")
            .find_map(|field| first(field, b'a'))
            .map(|text| cut(text, 32).0),
        subjects: bounds.list("650", 100, 200, subjects(record)),
        summary: bounds.option("520", 5000, notes(record, b"520", b"ab")),
        contents: bounds.option("505", 10_000, notes(record, b"505", b"agrtu")),
        place: bounds.option("260", 200, part(b'a')),
        physical_description: bounds.option(
            "300",
            500,
            record.data(b"300").find_map(|field| joined(field, b"abcefg")),
        ),
        links: links(record),
    };
    Ok((fields, bounds.remarks))
}

/// Cuts what is too long and tells.
struct Bounds<'a> {
    at: &'a Position,
    remarks: Vec<Remark>,
}

impl Bounds<'_> {
    fn text(&mut self, tag: &str, most: usize, text: String) -> String {
        let (text, was_cut) = cut(text, most);
        if was_cut {
            let detail = format!("More than {most} characters; the rest stands in the record alone.");
            self.remarks.push(self.at.remark(Reason::Shortened, Some(tag), detail));
        }
        text
    }

    fn option(&mut self, tag: &str, most: usize, text: Option<String>) -> Option<String> {
        text.map(|text| self.text(tag, most, text))
    }

    /// Each once, in their order.
    fn list(&mut self, tag: &str, most: usize, longest: usize, texts: Vec<String>) -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for text in texts {
            let (text, _) = cut(text, longest);
            if !kept.contains(&text) {
                kept.push(text);
            }
        }
        if kept.len() > most {
            kept.truncate(most);
            let detail = format!("More than {most}; the rest stands in the record alone.");
            self.remarks.push(self.at.remark(Reason::Shortened, Some(tag), detail));
        }
        kept
    }

    fn isbns(&mut self, record: &Record) -> Vec<String> {
        let mut found = Vec::new();
        for text in record.data(b"020").filter_map(|field| field.first(b'a')) {
            // What follows the number says of which binding it is.
            let number = text
                .split([' ', '(', ':', ';'])
                .find(|part| !part.is_empty())
                .unwrap_or_default();
            match Isbn::parse(text).or_else(|_| Isbn::parse(number)) {
                Ok(isbn) => found.push(isbn.into()),
                Err(error) => {
                    let detail = format!("An ISBN was left out: {error}.");
                    self.remarks.push(self.at.remark(Reason::BadIsbn, Some("020"), detail));
                }
            }
        }
        self.list("020", 20, 13, found)
    }
}

/// The title with the number and name of its part.
fn title_proper(field: &DataField) -> Option<String> {
    let name = first(field, b'a')
        .or_else(|| first(field, b'k'))
        .or_else(|| first(field, b'b'))?;
    let parts = field
        .subfields
        .iter()
        .filter(|subfield| matches!(subfield.code, b'n' | b'p'));
    Some(
        parts
            .map(|part| plain(&part.value))
            .filter(|part| !part.is_empty())
            .fold(name, |name, part| {
                let stop = if name.ends_with(['.', '!', '?']) { " " } else { ". " };
                format!("{name}{stop}{part}")
            }),
    )
}

fn author(record: &Record) -> Option<String> {
    let person = record.data(b"100").find_map(|field| joined(field, b"abc"));
    let body = || record.data(b"110").find_map(|field| joined(field, b"ab"));
    person
        .or_else(body)
        .or_else(|| record.data(b"111").find_map(|field| joined(field, b"an")))
}

fn data_in<'a>(record: &'a Record, tags: &'a [&[u8; 3]]) -> impl Iterator<Item = &'a DataField> {
    record.fields.iter().filter_map(|field| match field {
        Field::Data(data) if tags.contains(&&data.tag) => Some(data),
        Field::Data(_) | Field::Control { .. } => None,
    })
}

fn contributors(record: &Record) -> Vec<String> {
    let main = author(record);
    let names = data_in(record, &NAMES).filter_map(|field| joined(field, b"abc"));
    names.filter(|name| Some(name) != main.as_ref()).collect()
}

/// The statement of publication: 264 of that kind, else 260, else any 264.
fn imprint(record: &Record) -> Option<&DataField> {
    let published = record.data(b"264").find(|field| field.indicators[1] == b'1');
    published
        .or_else(|| record.data(b"260").next())
        .or_else(|| record.data(b"264").next())
}

fn series(record: &Record) -> Option<String> {
    let tags: [&[u8; 3]; 3] = [b"490", b"830", b"440"];
    tags.into_iter().find_map(|tag| {
        record.data(tag).find_map(|field| {
            let name = first(field, b'a')?;
            Some(match first(field, b'v') {
                Some(volume) => format!("{name} ; {volume}"),
                None => name,
            })
        })
    })
}

/// Headings with their subdivisions: "Jazz -- History and criticism".
fn subjects(record: &Record) -> Vec<String> {
    let heading = |field: &DataField| {
        let main = joined(field, b"abcdnpqt")?;
        let divisions = field
            .subfields
            .iter()
            .filter(|part| matches!(part.code, b'v' | b'x' | b'y' | b'z'));
        let divisions = divisions.map(|part| plain(&part.value)).filter(|part| !part.is_empty());
        Some(divisions.fold(main, |heading, division| format!("{heading} -- {division}")))
    };
    data_in(record, &SUBJECTS).filter_map(heading).collect()
}

fn notes(record: &Record, tag: &[u8; 3], codes: &[u8]) -> Option<String> {
    let notes: Vec<String> = record.data(tag).filter_map(|field| sentences(field, codes)).collect();
    Some(notes.join("\n")).filter(|text| !text.is_empty())
}

fn issn(field: &DataField) -> Option<String> {
    let text = field.first(b'a')?.trim().to_ascii_uppercase();
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
    let is_number = digits.len() == 8 && digits[..7].iter().all(u8::is_ascii_digit);
    (is_number && (digits[7].is_ascii_digit() || digits[7] == b'X')).then_some(text)
}

/// Addresses that a browser may be sent to.
fn links(record: &Record) -> Vec<String> {
    let addresses = record.data(b"856").flat_map(|field| field.all(b'u'));
    let mut kept: Vec<String> = Vec::new();
    for address in addresses.map(str::trim) {
        let is_web = ["http://", "https://"].iter().any(|scheme| {
            address
                .get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        let is_plain = address.len() <= 2000 && !address.contains(|c: char| c.is_whitespace() || c.is_control());
        if is_web && is_plain && kept.len() < 20 && !kept.iter().any(|known| known == address) {
            kept.push(address.to_owned());
        }
    }
    kept
}

/// The call number of the record itself, the library's own before the national libraries'.
pub(super) fn call_number(record: &Record) -> Option<String> {
    let tags: [&[u8; 3]; 5] = [b"099", b"092", b"090", b"082", b"050"];
    let number = tags
        .into_iter()
        .find_map(|tag| record.data(tag).find_map(|field| joined(field, b"ab")))?;
    Some(cut(number.replace('/', ""), 100).0)
}
