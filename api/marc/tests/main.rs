//! Records as they are met: made up here, made at random, and from the files of real libraries.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod always;
mod files;
mod given;
mod iso2709;
mod marc8;
mod marcxml;
mod seeds;
mod sniff;
