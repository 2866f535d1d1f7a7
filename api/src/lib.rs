//! Carrel: the software a public library's front desk runs on.
//!
//! One folder an area of the library's work, each with its `http` (routes and wire types), its deeds (a file a verb) and
//! its `store` (the only place that knows the tables). What the library decides is in the crate `carrel-rules`; what
//! every area stands on is in [`platform`]. `ARCHITECTURE.md` walks through one deed.

pub mod account;
pub mod app;
mod audit;
pub mod auth;
mod background;
mod barcodes;
mod branches;
mod client;
mod collections;
pub mod config;
pub mod demo;
pub mod exports;
mod fine_kinds;
mod health;
pub mod holds;
pub mod housekeeping;
pub mod imports;
mod item_types;
mod items;
mod library;
pub mod loans;
pub mod migrate;
pub mod nights;
mod patron_categories;
mod patrons;
pub mod platform;
mod policies;
mod problems;
pub mod records;
mod reports;
#[allow(missing_docs, reason = "written by diesel_cli")]
pub mod schema;
pub mod serve;
pub mod staff;
mod titles;
