//! Holds in the database.

pub(in crate::holds) mod capture;
pub(in crate::holds) mod copies;
mod lists;
pub(crate) mod lock;
pub(in crate::holds) mod place;
pub(crate) mod read;
pub(in crate::holds) mod renewal;
mod upkeep;
pub(in crate::holds) mod write;

pub(in crate::holds) use lists::{pull_list, shelf};
pub(in crate::holds) use upkeep::{carry_over, nightly};
