//! The places to work at a branch. A desk that is no longer used stays, not active: deeds were done at it.

mod change;
mod create;
pub(super) mod http;
mod problem;
mod store;
