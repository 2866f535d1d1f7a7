//! The seeds of the fuzzer, and what it once found, through the fuzzer's own assertions (`tests/fuzz`).

use std::path::Path;

#[path = "../../../../tests/fuzz/src/call_number.rs"]
mod call_number;
#[path = "../../../../tests/fuzz/src/seeds.rs"]
mod files;

#[test]
fn seeds_of_call_number() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fuzz/seeds/call_number");
    files::each(Path::new(folder), call_number::check);
}
