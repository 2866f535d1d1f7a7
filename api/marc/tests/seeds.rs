//! The seeds of the fuzzers, and what they once found, through the fuzzers' own assertions (`tests/fuzz`).

use std::path::PathBuf;

#[path = "../../../tests/fuzz/src/seeds.rs"]
mod files;
#[path = "../../../tests/fuzz/src/marc/mod.rs"]
mod marc;

fn folder(target: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fuzz/seeds")).join(target)
}

#[test]
fn seeds_of_iso2709() {
    files::each(&folder("iso2709"), marc::iso2709::check);
}

#[test]
fn seeds_of_marc8() {
    files::each(&folder("marc8"), marc::marc8::check);
}

#[test]
fn seeds_of_marcxml() {
    files::each(&folder("marcxml"), marc::marcxml::check);
}
