//! The table of items.

mod change_many;
mod history;
mod read;
mod shelf;
mod shelf_keys;
mod shelve;
mod write;

pub(super) use change_many::{
    Candidate, ManyUpdate, Place, Planned, Targets, candidates, candidates_by_barcode, lock_many, targets, update_many,
};
pub(super) use history::{PastChange, PastEvent, history};
pub(super) use read::{Filter, ItemRow, LoanOfItem, TitleOfItem, find, list};
pub(super) use shelf::{Neighbour, shelf};
pub(super) use shelf_keys::{lock_of_other_versions, set_shelf_keys};
pub(crate) use shelve::shelve_recently_returned;
pub(super) use write::{ItemState, ItemUpdate, NewItem, has_open_loan, insert, is_merged, lock, update};
