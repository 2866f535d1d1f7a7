//! The seeds of the fuzzer of tables, and what it once found, through the fuzzer's own assertions (`tests/fuzz`).

use std::path::Path;

use carrel::platform::csv as table;

#[path = "../../fuzz/src/csv.rs"]
mod csv;
#[path = "../../fuzz/src/seeds.rs"]
mod files;

#[test]
fn seeds_of_csv() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fuzz/seeds/csv");
    files::each(Path::new(folder), csv::check);
}
