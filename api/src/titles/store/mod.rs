//! The table of titles.

mod answer;
mod availability;
mod brief;
mod count;
mod filter;
mod list;
mod merge;
mod record;

pub(super) use answer::{
    Place, Reach, Understood, Walk, beginning, gather, others, rank, shelved, understand, walk, weigh,
};
pub(super) use availability::{Availability, Copy, availability};
pub(super) use brief::brief;
pub(super) use count::{Count, Counts, count};
pub(super) use filter::Filter;
pub(super) use list::{AtBranch, Listed, list};
pub(super) use merge::{close_as_merged, fill_in, items_of, lock_items_of, move_items, point_on};
pub(super) use record::{NewTitle, TitleRow, TitleUpdate, find, insert, lock, update};
