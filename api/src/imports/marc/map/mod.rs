//! From a MARC record to what desks search and see.

mod format;
mod items;
mod language;
mod text;
mod title;

pub(super) use items::{ItemFields, items};
pub(crate) use language::three_letters;
pub(in crate::imports) use title::TitleFields;
pub(super) use title::title;
