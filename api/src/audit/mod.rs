//! Reading the audit: who did what, when, where, and with whose leave.
//!
//! Rows are written by `platform::record` in the transaction of each deed and never change, except that one forgets its
//! patron when that person is anonymised.

mod http;
mod store;

pub(crate) use http::configure;
