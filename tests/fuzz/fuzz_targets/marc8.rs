#![no_main]
//! Values in MARC-8.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| carrel_fuzz::marc::marc8::check(bytes));
