//! The weekly hours of a branch. They are a part of the branch: they share its version.

pub(super) mod http;
mod problem;
mod replace;
mod store;
