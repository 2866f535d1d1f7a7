//! The API, tried over HTTP on real Postgres. One folder an area, one file a verb.
#![allow(
    clippy::expect_used,
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where; json! makes values"
)]

mod account;
mod audit;
mod auth;
mod barcodes;
mod branches;
mod collections;
mod demo;
mod exports;
mod fine_kinds;
mod holds;
mod housekeeping;
mod imports;
mod item_types;
mod items;
mod library;
mod loans;
mod nights;
mod patron_categories;
mod patrons;
mod policies;
mod reports;
mod staff;
mod titles;

// What holds for the whole house.
mod authorisation;
mod openapi;
mod records;
mod schema;
mod tidy;
mod wire;

mod support;
