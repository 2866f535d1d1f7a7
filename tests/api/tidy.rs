//! The law of the house (ARCHITECTURE.md, "The law"), read from the files themselves.
//!
//! A rule that only people keep is kept until the first hurry. Each rule here fails with the place and the reason.

mod architecture;
mod files;
mod locks;
mod migrations;
mod source;
mod words;

use source::Source;

/// One place that breaks a rule.
struct Breach {
    path: String,
    line: usize,
    text: String,
}

impl Breach {
    fn at(source: &Source, line: usize, text: &str) -> Self {
        Self {
            path: source.path.clone(),
            line,
            text: text.trim().chars().take(120).collect(),
        }
    }

    fn of_file(path: &str, text: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: 1,
            text: text.into(),
        }
    }
}

/// Fails with every breach and the reason for the rule.
#[track_caller]
fn uphold(rule: &str, reason: &str, breaches: &[Breach]) {
    let places: Vec<String> = breaches
        .iter()
        .map(|breach| format!("  {}:{}  {}", breach.path, breach.line, breach.text))
        .collect();
    assert!(places.is_empty(), "{rule}\n{}\nWhy: {reason}\n", places.join("\n"));
}
