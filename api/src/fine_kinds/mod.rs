//! What the library charges for beside lateness and losses: kinds of its own, with a usual price and the fund the money goes to.
//!
//! A list that a supervisor keeps. Nothing is taken off it, since fines refer to it: what is no longer charged is put out of use.

mod change;
mod create;
mod http;
mod store;

pub(crate) use http::configure;
