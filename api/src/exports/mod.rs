//! Exports: all patrons, items, open loans or open charges as a table, for another system or for this one again.
//!
//! - The columns are those that an import of the kind reads; taken in again by the same library, a table changes nothing.
//! - Rows are read in batches by key, each as it is at that moment, so memory is bounded and no desk waits.
//! - A cell that a spreadsheet would run is written as text (`platform::csv`).
//!
//! For supervisors: a table holds every patron's record. Each leaves an audit row that says how many rows went out.

pub mod command;
mod http;
mod store;
mod table;

pub(crate) use http::configure;
pub use table::Kind;
