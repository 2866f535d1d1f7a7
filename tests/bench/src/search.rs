//! Searching a large library: titles as the public does, patrons as the desk does. One desk, one question after the
//! other, as somebody types them.

use std::io::{Write, stderr};
use std::time::Instant;

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use crate::Outcome;
use crate::connection::{Call, Desk};
use crate::database::Database;
use crate::sample::{Done, Sample, Timing};
use crate::service::{Scratch, Service, run_command};
use crate::settings::Settings;

/// Questions of each kind that are asked in turn.
const QUESTIONS: usize = 120;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of the words that most titles have.
    CommonWord,
    /// A word that hardly any has.
    RareWord,
    /// Two words, one with two letters in each other's place.
    Misspelt,
    /// Author and title, whole.
    AuthorAndTitle,
    /// A common word, narrowed to a format and a language.
    Facet,
    /// What further filters would leave of a common word.
    Counts,
    /// Patrons by the beginnings of their names.
    Patrons,
}

/// The kinds, in the order of the table.
pub const KINDS: [Kind; 7] = [
    Kind::CommonWord,
    Kind::RareWord,
    Kind::Misspelt,
    Kind::AuthorAndTitle,
    Kind::Facet,
    Kind::Counts,
    Kind::Patrons,
];

impl Kind {
    /// As the table names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommonWord => "common word",
            Self::RareWord => "rare word",
            Self::Misspelt => "misspelt",
            Self::AuthorAndTitle => "author + title",
            Self::Facet => "facet",
            Self::Counts => "counts of facets",
            Self::Patrons => "patron search",
        }
    }

    /// What it may take at most, in milliseconds; 95 of 100.
    pub fn budget(self) -> f64 {
        match self {
            Self::Patrons => 20.0,
            _ => 50.0,
        }
    }

    /// Questions of the kind, one a line.
    fn query(self) -> &'static str {
        match self {
            Self::CommonWord | Self::Facet | Self::Counts => {
                "select word from ts_stat('select search from titles where search @@ ''''''sample:00''''''')
                 where word !~ ':' and word ~ '^[a-z]{3,}$' order by ndoc desc limit 120"
            }
            Self::RareWord => "select word from title_words where word ~ '^[a-z]{6,}$' order by md5(word) limit 120",
            Self::Misspelt => {
                "select split_part(author, ' ', 1) || ' ' || overlay(name placing reverse(substr(name, 3, 2)) from 3)
                 from (
                    select author, substring(author from '\\S+$') as name from titles
                    where search @@ '''sample:00''' and author ~ '[a-z]{7,}$' order by md5(id::text) limit 400
                 ) written where substr(name, 3, 1) <> substr(name, 4, 1) limit 120"
            }
            Self::AuthorAndTitle => {
                "select author || ' ' || title from titles
                 where search @@ '''sample:01''' and author is not null order by md5(id::text) limit 120"
            }
            Self::Patrons => {
                "select case when n % 2 = 0 then family_name else left(given_name, 4) || ' ' || left(family_name, 5) end
                 from (
                    select given_name, family_name, row_number() over (order by md5(id::text)) as n
                    from patrons where state = 'active' order by md5(id::text) limit 120
                 ) people"
            }
        }
    }

    fn call(self, question: &str) -> Call {
        let (method, path, body) = match self {
            Self::Patrons => (Method::POST, "/patrons/search".to_owned(), json!({ "q": question })),
            Self::Facet => (
                Method::GET,
                format!("/titles?q={}&format=book&language=en", encoded(question)),
                Value::Null,
            ),
            Self::Counts => (
                Method::GET,
                format!("/titles/facets?q={}", encoded(question)),
                Value::Null,
            ),
            _ => (Method::GET, format!("/titles?q={}", encoded(question)), Value::Null),
        };
        Call {
            method,
            path,
            body,
            key: None,
            expected: StatusCode::OK,
        }
    }
}

/// What one library's searches took.
pub struct Searched {
    /// Titles it has, the demo library's apart.
    pub titles: u32,
    /// Each kind with its sample.
    pub samples: Vec<(Kind, Sample)>,
}

/// Makes a library of `titles`, and searches it.
pub async fn search(settings: &Settings, titles: u32, rounds: u32) -> Outcome<Searched> {
    let database = Database {
        url: beside(&settings.database_url, titles)?,
    };
    writeln!(stderr(), "making a library of {titles} titles")?;
    run_command(&settings.service, &database, &["migrate", "--create-database"])?;
    run_command(
        &settings.service,
        &database,
        &["demo", "--yes", "--size", &titles.to_string()],
    )?;
    let scratch = Scratch::new()?;
    let service = Service::start(&settings.service, &database, &scratch.0).await?;
    let branch = database.ask("select id from branches where code = 'CEN'")?;
    let mut desk = Desk::sign_in(
        service.address,
        json!({ "username": "ada.assistant", "password": "carrel-demo", "branch_id": branch }),
    )
    .await?;
    let mut samples = Vec::new();
    for kind in KINDS {
        writeln!(stderr(), "{titles} titles: {}", kind.name())?;
        let answer = database.ask(kind.query())?;
        let questions: Vec<&str> = answer.lines().take(QUESTIONS).collect();
        samples.push((kind, ask(&mut desk, kind, &questions, rounds).await?));
    }
    Ok(Searched { titles, samples })
}

/// Asks every question so many times; a first time is not counted.
async fn ask(desk: &mut Desk, kind: Kind, questions: &[&str], rounds: u32) -> Outcome<Sample> {
    let mut done = Vec::new();
    let began = Instant::now();
    let mut warm = None;
    for round in 0..=rounds {
        for question in questions {
            let sent = Instant::now();
            desk.send(kind.call(question)).await?;
            if round > 0 {
                done.push(Done {
                    ended: began.elapsed(),
                    took: sent.elapsed(),
                });
            }
        }
        warm.get_or_insert_with(|| began.elapsed());
    }
    let timing = Timing {
        warm_up: warm.unwrap_or_default(),
        counted: began.elapsed(),
    };
    Sample::of(&done, timing).ok_or_else(|| format!("nothing to ask: {}", kind.name()).into())
}

/// The URL of another database of the same cluster.
fn beside(url: &str, titles: u32) -> Outcome<String> {
    let (cluster, _) = url.rsplit_once('/').ok_or("DATABASE_URL names no database")?;
    Ok(format!("{cluster}/carrel_bench_{titles}"))
}

/// A question as it stands in an address.
fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// Writes a row for each kind and size, and what became of the budgets.
pub fn report(out: &mut impl Write, all: &[Searched]) -> std::io::Result<()> {
    write!(out, "\n{:<26}", "search, 1 client")?;
    for searched in all {
        write!(out, "{:>22}", format!("{} titles", searched.titles))?;
    }
    writeln!(
        out,
        "\n{:<26}{}",
        "",
        format!("{:>11}{:>11}", "p50 ms", "p95 ms").repeat(all.len())
    )?;
    for kind in KINDS {
        write!(out, "{:<26}", kind.name())?;
        for sample in all.iter().filter_map(|searched| searched.of(kind)) {
            write!(out, "{:>11.2}{:>11.2}", sample.p50, sample.p95)?;
        }
        writeln!(out)?;
    }
    writeln!(out)?;
    for kind in KINDS {
        for searched in all {
            let Some(sample) = searched.of(kind) else { continue };
            let (p95, budget) = (sample.p95, kind.budget());
            line(
                out,
                &format!(
                    "{} over {} titles: p95 {p95:.1} ms, at most {budget:.0}",
                    kind.name(),
                    searched.titles
                ),
                p95 <= budget,
            )?;
        }
        if let [small, .., large] = all
            && let (Some(small), Some(large)) = (small.of(kind), large.of(kind))
        {
            let times = large.p95 / small.p95;
            line(
                out,
                &format!(
                    "{}: {times:.1} times as long in the large library, at most 2",
                    kind.name()
                ),
                times <= 2.0,
            )?;
        }
    }
    Ok(())
}

fn line(out: &mut impl Write, text: &str, met: bool) -> std::io::Result<()> {
    writeln!(out, "{:<9}{text}", if met { "met" } else { "MISSED" })
}

impl Searched {
    fn of(&self, kind: Kind) -> Option<&Sample> {
        self.samples
            .iter()
            .find(|(one, _)| *one == kind)
            .map(|(_, sample)| sample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_may_hold_anything() {
        assert_eq!(encoded("añ b&"), "a%C3%B1%20b%26");
        assert_eq!(
            beside("postgres://a:b@c:1/carrel_bench", 9).unwrap(),
            "postgres://a:b@c:1/carrel_bench_9"
        );
    }
}
