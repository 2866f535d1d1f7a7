//! Titles as MARC records, for other systems.
//!
//! A title that came with a record is given out with that record, whole and as it came: desks change what the title shows, not
//! what its source says. A title that was catalogued here is given out with a record made of its fields.
//!
//! For staff: records hold what libraries write about their items.

mod build;
pub mod export;
mod http;
mod store;

pub(crate) use http::configure;
