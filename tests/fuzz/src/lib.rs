//! What holds for any bytes. The fuzzers (`fuzz_targets/`) look for bytes for which it does not, and every seed, together
//! with what was found that way, goes through the same assertions in `make test` (`api/marc/tests/seeds.rs`,
//! `api/rules/tests/call_number/seeds.rs`, `tests/api/imports/seeds.rs`).

pub mod call_number;
pub mod csv;
pub mod marc;
pub mod seeds;

/// The service's reader of tables. It needs nothing else of the service, which therefore is not built.
#[allow(dead_code, unused_imports, reason = "the service uses more of it")]
#[path = "../../../api/src/platform/csv/mod.rs"]
mod table;
