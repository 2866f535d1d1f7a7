#![no_main]
//! Call numbers.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| carrel_fuzz::call_number::check(bytes));
