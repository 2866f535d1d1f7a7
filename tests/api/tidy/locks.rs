//! The fuzzers have a lock of their own, which must not drift away from the service's.

use std::collections::{BTreeMap, BTreeSet};

use super::source::below;
use super::{Breach, uphold};

const SERVICE: &str = "Cargo.lock";
const FUZZERS: &str = "tests/fuzz/Cargo.lock";

/// The versions of every package that a lock names.
fn versions(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut name = "";
    for line in text.lines() {
        let value = |key: &str| line.strip_prefix(key).map(|value| value.trim_matches('"'));
        if let Some(own) = value("name = ") {
            name = own;
        } else if let Some(version) = value("version = ").filter(|_| !name.is_empty()) {
            found.entry(name).or_default().insert(version);
        }
    }
    found
}

#[test]
fn the_fuzzers_are_built_from_what_the_service_is_built_from() {
    let sources = below("");
    let lock = |path: &str| {
        sources
            .iter()
            .find(|source| source.path == path)
            .map(|source| &source.text[..])
    };
    let service = versions(lock(SERVICE).expect("the service has a lock"));
    let fuzzers = versions(lock(FUZZERS).expect("the fuzzers have a lock"));
    assert!(
        fuzzers.contains_key("quick-xml") && service.contains_key("quick-xml"),
        "both locks were read"
    );
    let mut found = Vec::new();
    for (name, versions) in fuzzers {
        let Some(ours) = service.get(name) else { continue };
        for version in versions.difference(ours) {
            found.push(Breach::of_file(FUZZERS, format!("{name} {version}, and not {ours:?}")));
        }
    }
    uphold(
        "What Cargo.lock names, tests/fuzz/Cargo.lock names in the same version (cargo update --manifest-path tests/fuzz/Cargo.toml).",
        "a fuzzer that runs another parser than the service proves nothing about the service.",
        &found,
    );
}
