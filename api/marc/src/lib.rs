//! MARC 21 records as libraries exchange them.
//!
//! Files that come out of a library system are old and long, and some of what is in them is broken. What is read here is
//! read tolerantly: a fault costs one record at the most, is told with its place and its reason, and what was repaired or
//! could not be read as text is noted beside the record. What is written is written strictly.
//!
//! - Text is Unicode in NFC, whatever it was in the file. What is no text is U+FFFD and a [`Note`], never a guess.
//! - Memory is bounded by the longest record that is read, however long the file is.
//! - Nothing here panics, whatever the bytes: that is tried with made-up files (`tests/`).

mod located;
mod record;
mod sniff;
mod text;

pub mod iso2709;
pub mod marc8;
pub mod marcxml;

pub use located::{Fault, Located, Note, Place, Reading};
pub use record::{DataField, Field, Leader, Record, Subfield};
pub use sniff::{Format, Records, open};
