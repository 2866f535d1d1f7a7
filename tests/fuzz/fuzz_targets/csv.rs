#![no_main]
//! Tables of comma-separated values.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| carrel_fuzz::csv::check(bytes));
