//! What holds for any bytes. The fuzzers (`fuzz_targets/`) look for bytes for which it does not, and every seed, together
//! with what was found that way, goes through the same assertions in `make test` (`api/marc/tests/seeds.rs`,
//! `api/rules/tests/call_number/seeds.rs`).

pub mod call_number;
pub mod marc;
pub mod seeds;
