//! A supervisor's leave, given at an assistant's screen: one deed, on named things, lifting named blocks.
//!
//! The grant is bound to the assistant, the branch, the operation, its subjects and the codes. It is kept as a hash, is
//! good for two minutes and is used up in the transaction of the deed that it lets through: a refused deed keeps it.
//!
//! How a deed uses one: its handler takes a [`GrantToken`]; the deed calls [`find`] once its locks are held, judges with
//! the grant's codes, and calls [`consume`] when it goes through.

mod give;
pub(super) mod http;
mod store;
mod take;

pub use http::GrantToken;
pub use take::{Grant, consume, find};
