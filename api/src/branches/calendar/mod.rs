//! When a branch is open, from its weekly hours, its closures and the days it opens all the same.

pub(crate) mod cache;
pub(super) mod http;
mod parts;
mod store;
mod view;
