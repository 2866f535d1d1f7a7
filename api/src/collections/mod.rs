//! What an item belongs to across branches and shelves: fiction, local history, large print.
//!
//! A list of codes and names that a supervisor keeps. Nothing is taken off it: items refer to it.

mod change;
mod create;
mod http;
mod store;

pub(crate) use http::configure;
