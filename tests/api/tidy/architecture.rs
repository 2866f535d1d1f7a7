//! http → deed → {rules, store} → schema, and what may be known where.

use super::source::{Source, below, has_word, service};
use super::{Breach, uphold};

/// Files at the root of `api/src` that speak HTTP: the application and its two smallest areas.
const HTTP_AT_ROOT: &[&str] = &["app.rs", "client.rs", "serve.rs", "main.rs", "health.rs", "problems.rs"];

/// They do not count towards an area's size.
const EVERY_AREA_HAS: &[&str] = &["mod.rs", "http.rs", "store.rs", "problem.rs"];

fn breaches(sources: &[Source], is_free: impl Fn(&Source) -> bool, words: &[&str]) -> Vec<Breach> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !is_free(source)) {
        for word in words {
            let lines = source.lines_with(word);
            found.extend(lines.iter().map(|(line, text)| Breach::at(source, *line, text)));
        }
    }
    found
}

#[test]
fn only_http_knows_the_framework() {
    let may = |source: &Source| {
        source.is_platform()
            || source.is_layer("http")
            || (source.folders().is_empty() && HTTP_AT_ROOT.contains(&source.name()))
    };
    uphold(
        "actix, utoipa and validator stand only in an area's http, in platform and in app, serve, main, health, problems.",
        "a deed that knows no HTTP can be called by a job, a test or another deed, and the framework can be changed in one layer.",
        &breaches(
            &service(),
            may,
            &[
                "actix_web",
                "actix_cors",
                "actix_multipart",
                "actix_files",
                "utoipa",
                "utoipa_actix_web",
                "validator",
            ],
        ),
    );
}

#[test]
fn only_stores_know_the_tables() {
    let may = |source: &Source| source.is_layer("store");
    let mut found = breaches(&service(), may, &["crate::schema", "diesel::table!"]);
    found.retain(|breach| breach.path != "api/src/lib.rs");
    uphold(
        "crate::schema is used only in store.rs or store/.",
        "whoever changes a table finds every statement on it in one kind of file.",
        &found,
    );
}

#[test]
fn a_store_knows_neither_status_nor_problem() {
    let sources = service();
    let stores: Vec<Source> = sources.into_iter().filter(|source| source.is_layer("store")).collect();
    uphold(
        "A store answers rows and database errors, never a status or a problem.",
        "what a missing row means to the caller is for the deed and the area's problem.rs to say.",
        &breaches(&stores, |_| false, &["StatusCode", "Problem", "HttpResponse"]),
    );
}

#[test]
fn no_area_uses_the_http_of_another() {
    let mut found = Vec::new();
    for source in service() {
        let own = source.area().map(|area| format!("crate::{area}::http"));
        for (line, text) in source.code() {
            let Some(at) = text.find("crate::") else { continue };
            let path = &text[at..];
            let reaches = path.split([';', ' ', ',', '(', '{']).next().unwrap_or(path);
            let is_own = own.as_deref().is_some_and(|own| reaches.starts_with(own));
            if has_word(reaches, "http") && !is_own && !source.is_platform() {
                found.push(Breach::at(&source, line, text));
            }
        }
    }
    uphold(
        "An area calls another area's deeds or store, never its http.",
        "wire types are a promise to callers outside; inside they would tie two areas to one JSON shape.",
        &found,
    );
}

#[test]
fn the_platform_uses_no_area() {
    let mut found = Vec::new();
    for source in service().iter().filter(|source| source.is_platform()) {
        for (line, text) in source.code() {
            let outside = text
                .match_indices("crate::")
                .any(|(at, _)| !text[at..].starts_with("crate::platform"));
            if outside {
                found.push(Breach::at(source, line, text));
            }
        }
    }
    uphold(
        "platform names no area.",
        "every area stands on it; if it stood on one of them, nothing could be taken out or tested alone.",
        &found,
    );
}

#[test]
fn the_rules_are_pure() {
    let sources = below("api/rules/src");
    uphold(
        "carrel-rules does no I/O, reads no clock and knows neither the database nor HTTP.",
        "facts in, decision out: only then can every rule be tried with thousands of made-up facts in a second.",
        &breaches(
            &sources,
            |_| false,
            &[
                "actix_web",
                "diesel",
                "tokio",
                "tracing",
                "std::fs",
                "std::env",
                "std::net",
                "std::time",
                "Utc::now",
                "Local::now",
                "Uuid::now_v7",
                "rand",
            ],
        ),
    );
    let manifest = below("api/rules")
        .into_iter()
        .find(|source| source.path == "api/rules/Cargo.toml");
    let manifest = manifest.expect("api/rules/Cargo.toml");
    let dependencies = manifest.text.split("[dev-dependencies]").next().unwrap_or_default();
    for crate_name in ["actix", "diesel", "utoipa", "tokio", "rand"] {
        assert!(
            !dependencies.contains(crate_name),
            "carrel-rules must not depend on {crate_name}"
        );
    }
}

#[test]
fn what_callers_send_is_read_strictly() {
    let mut found = Vec::new();
    for source in service().iter().filter(|source| source.is_layer("http")) {
        let mut attributes = String::new();
        for (line, text) in source.code() {
            let trimmed = text.trim();
            if trimmed.starts_with('#')
                || (!attributes.is_empty() && !trimmed.contains("struct ") && !ends_item(trimmed))
            {
                attributes.push_str(trimmed);
                continue;
            }
            let reads = has_word(&attributes, "Deserialize");
            if trimmed.contains("struct ")
                && reads
                && !attributes.contains("deny_unknown_fields")
                && !attributes.contains("transparent")
            {
                found.push(Breach::at(source, line, text));
            }
            attributes.clear();
        }
    }
    uphold(
        "Every struct that http deserializes has #[serde(deny_unknown_fields)].",
        "a misspelt field that is silently dropped is a deed other than the one asked for.",
        &found,
    );
}

fn ends_item(line: &str) -> bool {
    line.is_empty() || line.contains("enum ") || line.contains("fn ") || line.contains("impl ")
}

#[test]
fn no_database_error_is_dropped() {
    let mut found = Vec::new();
    for source in service() {
        let mut statement = String::new();
        for (line, text) in source.code() {
            statement.push_str(text);
            let drops = statement.contains(".ok()") || statement.contains(".unwrap_or_default()");
            let asks = ["(conn)", "(conn,", "(&mut conn", "(connection)"]
                .iter()
                .any(|call| statement.contains(call));
            if drops && asks && !source.is_platform() {
                found.push(Breach::at(&source, line, text));
            }
            if text.contains([';', '{', '}']) {
                statement.clear();
            }
        }
    }
    uphold(
        "No .ok() or .unwrap_or_default() on what the database answered.",
        "a database that is down would look like a patron without loans.",
        &found,
    );
}

#[test]
fn an_area_says_what_it_is_and_stays_small() {
    let sources = service();
    let mut found = Vec::new();
    let mut folders: Vec<String> = sources
        .iter()
        .filter(|source| source.area().is_some())
        .map(|source| source.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned())
        .collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        let files: Vec<&Source> = sources
            .iter()
            .filter(|source| source.path.rsplit_once('/').is_some_and(|(at, _)| at == folder))
            .collect();
        let own = files
            .iter()
            .filter(|source| !EVERY_AREA_HAS.contains(&source.name()))
            .count();
        if own > 8 {
            found.push(Breach::of_file(&folder, format!("{own} files")));
        }
        match files.iter().find(|source| source.name() == "mod.rs") {
            Some(module) if !module.text.starts_with("//!") => {
                found.push(Breach::of_file(&module.path, "no module comment"))
            }
            Some(_) => {}
            None => found.push(Breach::of_file(&folder, "no mod.rs")),
        }
    }
    uphold(
        "A folder of an area has a mod.rs that says what it is, and at most 8 files besides those that every area has.",
        "whoever opens a folder sees the whole of it at once.",
        &found,
    );
}

#[test]
fn an_area_has_its_tests_beside_it() {
    let tests = below("tests/api");
    let mut areas: Vec<String> = service().iter().filter_map(Source::area).map(str::to_owned).collect();
    areas.sort();
    areas.dedup();
    let found: Vec<Breach> = areas
        .iter()
        .filter(|area| {
            !tests
                .iter()
                .any(|test| test.path.starts_with(&format!("tests/api/{area}")))
        })
        .map(|area| Breach::of_file(&format!("api/src/{area}"), format!("no tests/api/{area}")))
        .collect();
    uphold(
        "Every area api/src/<area> is tested in tests/api/<area>.",
        "where is it, and where is it tested, are one question.",
        &found,
    );
}
