//! What kind of thing an item is, as policies see it: a book, a film, a game.
//!
//! A list of codes and names that a supervisor keeps. Nothing is taken off it: items refer to it.

mod change;
mod create;
mod http;
mod store;

pub(crate) use http::configure;
