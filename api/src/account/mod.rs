//! What patrons owe: an account each, with a ledger that is only ever added to.
//!
//! - An entry is never changed or deleted. The balance of an account is the sum of its entries: positive is owed.
//! - A fine is charged by one entry, and adjusted by others; credits (payments, waivers, write-offs) are linked to it by
//!   allocations. A fine is never credited beyond its amount, a credit never used beyond its own.
//! - Money that changes hands has a receipt, numbered without gaps at each branch.
//! - A loan has at most one overdue fine. It is adjusted, never doubled.
//!
//! Other areas change the ledger through [`ledger`], inside their own deed and after locking the patron.

mod family;
mod fines;
mod http;
pub mod ledger;
mod payments;
mod problem;
mod read;
mod store;
mod story;

pub(crate) use http::configure;
