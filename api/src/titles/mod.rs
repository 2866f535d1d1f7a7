//! Titles: what the library's items are copies of, and how people find them.
//!
//! - Text is kept in NFC, so that what looks alike is alike; ISBNs are kept as 13 digits whose check digit is right.
//! - A question is answered by titles that have all its words, the last one only begun; when none has, by those whose call
//!   number it begins; else by those that have the words most like them, and the answer says which. Whatever is asked, the
//!   list goes to its last title, and the filters that would narrow it are counted.
//! - A title that was merged into another is a signpost: it has no copies, is found by no question and counted nowhere, and
//!   points to a title that is none.
//! - A title that a desk wrote down in a hurry is brief until a cataloguer says that it is complete.
//! - A copy counts as available when it can be taken from the shelf now; withdrawn copies are not counted at all.
//!
//! Everybody may read. Barcodes are shown to staff only.

mod add;
mod add_brief;
mod change;
mod http;
mod merge;
mod problem;
mod search;
mod store;

pub(crate) use add_brief::{BriefTitle, add_brief};
pub(crate) use http::configure;
