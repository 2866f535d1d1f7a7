//! Imports: files of another system's records, taken in by the service itself: MARC (`marc`), and tables of patrons, items,
//! open loans and opening balances (`table`). What a file holds is its kind; sending, progress and report are the same.
//!
//! - A MARC record is known again by its number (001) under its source (003, or what the import says), one without a number
//!   by what it says; a row by its external id under its source. What has not changed is left as it is: a second import of
//!   the same file does nothing.
//! - A record that is refused is told with its place in the file and its reason, and stops no other.
//! - What is no file of records at all changes nothing.
//! - One import runs at a time. It goes on after the batch that was done last, whoever stopped it, on whichever copy of the
//!   service.
//!
//! For supervisors: an import changes more at once than anything else at a desk.

pub mod command;
mod deeds;
mod http;
mod kind;
mod marc;
mod options;
mod piece;
mod problem;
mod report;
mod run;
mod store;
mod table;
mod taken;

pub(crate) use http::configure;
pub(crate) use marc::three_letters;
pub(crate) use run::run_waiting;
pub(crate) use store::forget_unreceived;
