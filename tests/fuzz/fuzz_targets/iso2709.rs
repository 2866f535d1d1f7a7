#![no_main]
//! Files of ISO 2709.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| carrel_fuzz::marc::iso2709::check(bytes));
