//! Migrations: one purpose each, named constraints, a way back.

use super::source::{Source, below};
use super::{Breach, uphold};

fn migrations() -> Vec<Source> {
    let mut sources = below("migrations");
    sources.retain(|source| source.path.ends_with(".sql"));
    sources
}

/// The statements without comments and without what stands in quotes or dollar quotes.
fn statements(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.split("--").next().unwrap_or(line))
        .collect();
    let without_bodies: Vec<String> = lines.join("\n").split("$$").step_by(2).map(str::to_owned).collect();
    without_bodies
        .join(" ")
        .split('\'')
        .step_by(2)
        .collect::<Vec<_>>()
        .join("''")
}

#[test]
fn every_migration_has_a_purpose_and_a_way_back() {
    let sources = migrations();
    let mut found = Vec::new();
    for up in sources.iter().filter(|source| source.name() == "up.sql") {
        if !up.text.starts_with("-- ") {
            found.push(Breach::of_file(&up.path, "does not begin by saying what it is for"));
        }
        let down = up.path.replace("/up.sql", "/down.sql");
        match sources.iter().find(|source| source.path == down) {
            Some(down) if statements(&down.text).trim().is_empty() => {
                found.push(Breach::of_file(&down.path, "does nothing"))
            }
            Some(_) => {}
            None => found.push(Breach::of_file(&down, "is missing")),
        }
    }
    uphold(
        "Every migration begins with its purpose and has a down.sql that undoes it (tests/api/schema.rs runs them all).",
        "a release that goes wrong at night is taken back by whoever is on duty.",
        &found,
    );
}

#[test]
fn sql_is_written_in_lower_case() {
    let keywords = [
        "SELECT",
        "INSERT",
        "UPDATE",
        "DELETE",
        "CREATE",
        "TABLE",
        "ALTER",
        "DROP",
        "INDEX",
        "WHERE",
        "FROM",
        "NOT",
        "NULL",
        "PRIMARY",
        "KEY",
        "REFERENCES",
        "CONSTRAINT",
        "CHECK",
        "UNIQUE",
        "DEFAULT",
        "BEGIN",
        "RETURNS",
    ];
    let mut found = Vec::new();
    for source in migrations() {
        for (index, line) in source.text.lines().enumerate() {
            let code = line.split("--").next().unwrap_or(line);
            let code: String = code.split('\'').step_by(2).collect();
            if code
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .any(|word| keywords.contains(&word))
            {
                found.push(Breach::at(&source, index + 1, line));
            }
        }
    }
    uphold(
        "SQL is written in lower case.",
        "one way to write it, and searches find it.",
        &found,
    );
}

#[test]
fn every_constraint_has_a_name() {
    let mut found = Vec::new();
    for source in migrations() {
        let text = statements(&source.text);
        for statement in text
            .split(';')
            .map(str::trim)
            .filter(|statement| is_about_a_table(statement))
        {
            for part in top_level_parts(statement) {
                let constrains = [
                    "primary key",
                    "references ",
                    "unique ",
                    "unique(",
                    "check (",
                    "check(",
                    "exclude ",
                    "foreign key",
                ];
                let is_constraint = constrains.iter().any(|word| part.contains(word));
                if is_constraint && !part.contains("constraint ") {
                    let line = line_of(&source.text, part);
                    found.push(Breach::at(&source, line, part));
                }
            }
        }
    }
    uphold(
        "Every primary key, foreign key, unique, check and exclusion constraint is written `constraint <name> …`.",
        "a violated name becomes the area's own error; a name that Postgres made up changes with the next rewrite.",
        &found,
    );
}

fn is_about_a_table(statement: &str) -> bool {
    ["create table", "alter table"]
        .iter()
        .any(|start| statement.starts_with(start))
}

/// What the commas outside parentheses part, inside the outermost parentheses of a `create table`.
fn top_level_parts(statement: &str) -> Vec<&str> {
    let body = match (
        statement.starts_with("create table"),
        statement.find('('),
        statement.rfind(')'),
    ) {
        (true, Some(open), Some(close)) => &statement[open + 1..close],
        _ => statement,
    };
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in body.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(body[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(body[start..].trim());
    parts
}

fn line_of(text: &str, part: &str) -> usize {
    let first = part.lines().next().unwrap_or(part).trim();
    text.lines()
        .position(|line| line.contains(first))
        .map_or(1, |index| index + 1)
}
