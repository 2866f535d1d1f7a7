//! The checkout's files, and which part of the house each is in.

use std::fs;
use std::path::Path;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What no person wrote or keeps.
const NOT_OURS: &[&str] = &[
    ".git",
    ".carrel",
    "target",
    "node_modules",
    "dist",
    "test-results",
    "playwright-report",
    "__pycache__",
    "artifacts",
    "corpus",
    ".venv",
];

/// A text file.
pub(super) struct Source {
    /// From the root of the checkout, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

/// Every text file of the checkout below `folder`, in order of path.
pub(super) fn below(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&Path::new(ROOT).join(folder), folder, &mut found);
    found.sort_by(|one: &Source, other| one.path.cmp(&other.path));
    assert!(!found.is_empty(), "nothing was found below {folder}");
    found
}

fn collect(folder: &Path, at: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if at.is_empty() {
            name.clone()
        } else {
            format!("{at}/{name}")
        };
        if NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        if entry.path().is_dir() {
            collect(&entry.path(), &path, found);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            // What is not UTF-8 is a picture or a font.
            found.push(Source { path, text });
        }
    }
}

/// The service's own Rust, without what diesel wrote.
pub(super) fn service() -> Vec<Source> {
    let mut sources = below("api/src");
    sources.retain(|source| source.is_rust() && source.path != "api/src/schema.rs");
    sources
}

impl Source {
    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The file's own name.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The folders from `api/src` to the file: `["loans", "store"]`.
    pub(super) fn folders(&self) -> Vec<&str> {
        let mut parts: Vec<&str> = self.path.split('/').skip(2).collect();
        parts.pop();
        parts
    }

    /// The area whose file this is; `None` for the platform and what stands at the root of `api/src`.
    pub(super) fn area(&self) -> Option<&str> {
        self.folders().first().copied().filter(|folder| *folder != "platform")
    }

    pub(super) fn is_platform(&self) -> bool {
        self.folders().first() == Some(&"platform")
    }

    /// In `layer.rs`, or below a folder `layer/` of its area.
    pub(super) fn is_layer(&self, layer: &str) -> bool {
        self.name() == format!("{layer}.rs") || self.folders().contains(&layer)
    }

    /// Lines with their numbers, comments blanked.
    pub(super) fn code(&self) -> Vec<(usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, without_comment(line)))
            .collect()
    }

    /// The lines whose code holds `word`, not as part of a longer word.
    pub(super) fn lines_with(&self, word: &str) -> Vec<(usize, &str)> {
        let mut lines = self.code();
        lines.retain(|(_, line)| has_word(line, word));
        lines
    }
}

/// Cuts `//` and what follows, unless it stands inside quotes.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let bytes = line.as_bytes();
    for at in 0..bytes.len() {
        match bytes[at] {
            b'"' if at == 0 || bytes[at - 1] != b'\\' => quoted = !quoted,
            b'/' if !quoted && bytes.get(at + 1) == Some(&b'/') => return &line[..at],
            _ => {}
        }
    }
    line
}

/// Whether `word` stands in `line` with no letter, digit or underscore at its ends.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let (starts, ends) = (word.starts_with(is_part), word.ends_with(is_part));
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().filter(|_| starts);
        let after = line[at + word.len()..].chars().next().filter(|_| ends);
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

#[test]
fn words_and_comments_are_told_apart() {
    assert!(has_word("use actix_web::get;", "actix_web"));
    assert!(!has_word("use utoipa_actix_web::get;", "actix_web"));
    assert!(has_word("x.ok()?", ".ok()"));
    assert_eq!(without_comment("let x = 1; // actix_web"), "let x = 1; ");
    assert_eq!(without_comment("let x = \"http://host\";"), "let x = \"http://host\";");
}
