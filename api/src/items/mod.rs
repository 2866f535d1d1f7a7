//! Items: the single copies with their barcodes.
//!
//! - A barcode belongs to one item, however it is written.
//! - An item's location is one of its home branch.
//! - An item's shelf key is that of its call number and scheme by the rules' version beside it, or that version is another
//!   than the service's and the next minute's job makes the key anew.
//! - What an item is doing follows from deeds: lending, returning, shelving. Staff set by hand only what they see on the
//!   shelf, in the workroom or in the order, and never while somebody has the item.
//!
//! Items are for staff: the public sees where a title's copies are, and whether they can be had, in its availability.

mod add;
mod change;
mod change_many;
mod http;
mod problem;
mod shelf_keys;
mod shelving;
mod store;

pub(crate) use http::configure;
pub(crate) use shelf_keys::renew_shelf_keys;
pub(crate) use shelving::Shelving;
pub(crate) use store::shelve_recently_returned;
