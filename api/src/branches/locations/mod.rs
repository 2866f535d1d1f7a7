//! The shelving areas of a branch.

mod change;
mod create;
pub(super) mod http;
mod problem;
mod store;
