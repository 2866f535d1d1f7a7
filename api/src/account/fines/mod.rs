//! Fines at the desk: charging one, doing without one, and giving back what was paid for it.
//!
//! Each deed locks the patron, reads what the fine stands at, asks `carrel-rules` and adds to the ledger.

mod charge;
mod forgive;
mod http;
mod refund;
mod store;

pub(super) use http::configure;
