//! What patrons owe: an account each, with a ledger that is only ever added to.
//!
//! - An entry is never changed or deleted. The balance of an account is the sum of its entries: positive is owed.
//! - A fine is charged by one entry, and adjusted by others; credits (waivers, payments) are linked to it by
//!   allocations. What a fine is outstanding is never below zero.
//! - A loan has at most one overdue fine. It is adjusted, never doubled.
//!
//! Other areas change the ledger through [`ledger`], inside their own deed and after locking the patron.

mod http;
pub mod ledger;
mod read;
mod store;

pub(crate) use http::configure;
