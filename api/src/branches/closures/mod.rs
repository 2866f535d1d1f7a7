//! Days on which a branch is closed although the week says open. They may overlap one another.

mod add;
pub(super) mod http;
mod problem;
mod remove;
mod store;
