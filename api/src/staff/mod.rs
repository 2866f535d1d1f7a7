//! The people who work here: who they are, what they may do, and at which branches.
//!
//! - A name to sign in with is one person's, whatever its case.
//! - There is always a supervisor who can sign in: the last one is neither disabled nor made an assistant.
//! - Nobody disables themself.
//! - A new role, and being disabled, end every session; fewer branches make the access tokens at hand useless.

mod change;
pub mod command;
mod create;
mod http;
mod own_account;
mod problem;
mod reset_password;
mod store;

pub(crate) use http::configure;
pub use own_account::is_own_account;
