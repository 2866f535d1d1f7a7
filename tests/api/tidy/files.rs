//! Names and sizes of files, and what may stand in none of them.

use super::source::{Source, below, has_word, service};
use super::{Breach, uphold};

/// A file over this fails.
const MOST_LINES: usize = 400;
/// A file over this is printed, so that it is divided before it fails.
const MANY_LINES: usize = 250;
/// Written by a program.
const GENERATED: &[&str] = &["api/src/schema.rs", "web-client/src/api/schema.d.ts"];

fn code() -> Vec<Source> {
    let kinds = [".rs", ".ts", ".tsx", ".mjs", ".js", ".css", ".sql"];
    let mut sources = below("");
    sources.retain(|source| {
        kinds.iter().any(|kind| source.path.ends_with(kind)) && !GENERATED.contains(&source.path.as_str())
    });
    sources
}

/// This folder names what it forbids.
fn is_tidy(source: &Source) -> bool {
    source.path.starts_with("tests/api/tidy")
}

#[test]
fn files_are_short() {
    let mut found = Vec::new();
    for source in code() {
        let lines = source.text.lines().count();
        if lines > MOST_LINES {
            found.push(Breach::of_file(&source.path, format!("{lines} lines")));
        } else if lines > MANY_LINES {
            println!("{lines} lines, better divided soon: {}", source.path);
        }
    }
    uphold(
        "No file has more than 400 lines; 250 is the aim.",
        "a file that is read in one go is changed without fear.",
        &found,
    );
}

#[test]
fn names_say_what_is_inside() {
    let vague = [
        "utils", "util", "helpers", "helper", "common", "misc", "shared", "stuff",
    ];
    let found: Vec<Breach> = code()
        .iter()
        .filter(|source| {
            let parts = source
                .path
                .split('/')
                .map(|part| part.split('.').next().unwrap_or(part));
            parts.into_iter().any(|part| vague.contains(&part))
        })
        .map(|source| Breach::of_file(&source.path, "a name that says nothing"))
        .collect();
    uphold(
        "Nothing is called utils, helpers, common, misc or shared.",
        "what has no name of its own has no place, and the next thing without a place joins it.",
        &found,
    );
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["TODO", "FIXME", "XXX", "HACK", "unimplemented!", "todo!", "#[ignore"];
    let mut found = Vec::new();
    for source in code().iter().filter(|source| !is_tidy(source)) {
        for (index, line) in source.text.lines().enumerate() {
            if words.iter().any(|word| has_word(line, word)) {
                found.push(Breach::at(source, index + 1, line));
            }
        }
    }
    uphold(
        "No TODO, FIXME, unimplemented!, #[ignore].",
        "what is not done belongs into an issue, where somebody looks.",
        &found,
    );
}

#[test]
fn tests_are_neither_skipped_nor_alone() {
    let words = [
        "test.skip(",
        "it.skip(",
        "describe.skip(",
        "test.only",
        "it.only",
        "describe.only",
        "test.fixme",
    ];
    let mut found = Vec::new();
    for source in code().iter().filter(|source| !is_tidy(source)) {
        for (line, text) in source.code() {
            if words.iter().any(|word| text.contains(word)) {
                found.push(Breach::at(source, line, text));
            }
        }
    }
    uphold(
        "No test is skipped or run alone.",
        "a green run must mean that everything ran.",
        &found,
    );
}

#[test]
fn no_status_stands_for_the_rest() {
    let rest = [
        "_ => 400",
        "_ => 500",
        "_ => StatusCode::",
        "_ => Code::Internal",
        "_ => Problem::of(Code::UnreadableBody)",
    ];
    let mut found = Vec::new();
    for source in service() {
        for (line, text) in source.code() {
            if rest.iter().any(|rest| text.contains(rest)) {
                found.push(Breach::at(&source, line, text));
            }
        }
    }
    uphold(
        "No `_ => 400` or its like: every error is named.",
        "an error added later must stop the build until somebody has said what it means to the caller.",
        &found,
    );
}

#[test]
fn no_file_names_where_packages_come_from() {
    let mut found = Vec::new();
    for source in below("") {
        let is_lock = source.name() == "package-lock.json" || source.name() == "Cargo.lock";
        let is_setting = [".npmrc", "pip.conf", "requirements.txt", "config.toml"].contains(&source.name());
        for (index, line) in source.text.lines().enumerate() {
            let is_foreign_source =
                is_lock && line.contains("source = ") && !line.contains("github.com/rust-lang/crates.io-index");
            let is_resolved = is_lock && line.contains("\"resolved\": \"http");
            let is_registry = is_setting
                && ["registry", "index-url", "replace-with"]
                    .iter()
                    .any(|word| names(line, word));
            if is_foreign_source || is_resolved || is_registry {
                found.push(Breach::at(&source, index + 1, line));
            }
        }
    }
    uphold(
        "No tracked file holds the address of a package registry, locks included.",
        "a clone must build behind whatever registry its own machine is told to use.",
        &found,
    );
}

/// Whether a settings line sets `word`, comments apart.
fn names(line: &str, word: &str) -> bool {
    let line = line.trim_start();
    let setting = line.trim_start_matches('-').split(['=', ' ']).next().unwrap_or(line);
    !line.starts_with('#') && setting.trim().ends_with(word)
}
