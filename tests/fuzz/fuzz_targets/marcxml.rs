#![no_main]
//! Files of MARCXML.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| carrel_fuzz::marc::marcxml::check(bytes));
