//! Nights: what is due at a branch once a day.
//!
//! - A branch's night begins at 02:00 in its zone (`carrel_rules::night`) and has one row in `job_runs`, by branch and day.
//! - The work is the list in [`works`], done in that order in batches, each a transaction of its own. Rows that a desk holds
//!   are passed over and looked at once more at the end.
//! - Every effect is keyed by its cause, and decided as of the instant at which the night began: a night that is run twice
//!   adds nothing, and one that is run late ends as if it had been run in time.
//! - Days that were missed come first, oldest first; a night that failed is tried again, and those after it wait.
//! - Of several copies of the service, one does the nights of a branch.

pub mod command;
mod http;
mod problem;
mod run;
mod store;
mod works;

pub(crate) use http::configure;
pub use run::{Ran, run_due, run_on};
