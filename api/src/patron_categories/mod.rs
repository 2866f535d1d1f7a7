//! What kinds of patrons there are, as policies and limits see them: adults, children, institutions; from what age to
//! what age, and for how long a card is good.
//!
//! A list that a supervisor keeps. Nothing is taken off it: patrons refer to it.

mod change;
mod create;
mod http;
mod problem;
mod store;

pub(crate) use http::configure;
