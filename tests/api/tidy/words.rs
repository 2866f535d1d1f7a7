//! One word for one thing, everywhere.

use super::source::{Source, below, has_word};
use super::{Breach, uphold};

/// What is never said, and what is said instead.
const WORDS: &[(&str, &str)] = &[
    ("borrower", "patron"),
    ("borrowers", "patrons"),
    ("user", "patron or staff member"),
    ("users", "patrons or staff members"),
    ("user_id", "patron_id or staff_id"),
    ("biblio", "title"),
    ("bib_id", "title_id"),
    ("checkin", "check_in"),
    ("checkout", "check_out"),
];

#[test]
fn one_word_stands_for_one_thing() {
    let mut sources: Vec<Source> = ["api/src", "api/rules/src", "migrations"]
        .into_iter()
        .flat_map(below)
        .collect();
    // It names the parts of a database address.
    sources.retain(|source| source.path != "api/src/config.rs");
    let mut found = Vec::new();
    for source in &sources {
        for (index, line) in source.text.lines().enumerate() {
            for (word, instead) in WORDS.iter().filter(|(word, _)| has_word(line, word)) {
                found.push(Breach::at(
                    source,
                    index + 1,
                    &format!("{word}: say {instead}: {}", line.trim()),
                ));
            }
        }
    }
    uphold(
        "Patron, staff member, title, item, loan: never user, borrower, biblio.",
        "two words for one thing are two things to whoever reads them first.",
        &found,
    );
}
