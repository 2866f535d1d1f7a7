//! The library itself: its name, money, ages and the answers that hold at every branch.
//!
//! There is always exactly one row. Anyone may read it; a supervisor changes it.

mod change;
mod http;
mod problem;
mod store;

pub(crate) use http::configure;
