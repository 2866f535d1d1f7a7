//! How much the patrons of a branch, of a category, of both or of all may have.

mod change;
mod create;
pub(super) mod http;
mod remove;
mod store;
