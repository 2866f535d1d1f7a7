//! A service on a database of its own, people who call it, and things to lend.

mod client;
mod code_list;
mod database;
mod world;

pub(crate) use client::{Answer, Client};
pub(crate) use code_list::CodeList;
pub(crate) use database::TestDatabase;
pub(crate) use serde_json::{Value, json};
pub(crate) use world::{ItemFixture, PatronFixture, TestApp};

/// How often a race is run: 20 times, and 1,000 in a soak.
pub(crate) fn trials() -> usize {
    let asked = std::env::var("CARREL_TRIALS").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(20)
}
