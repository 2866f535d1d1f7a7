//! Holds in the database.

pub(in crate::holds) mod capture;
pub(in crate::holds) mod carry_over;
pub(in crate::holds) mod copies;
pub(crate) mod lock;
pub(in crate::holds) mod nightly;
pub(in crate::holds) mod place;
pub(in crate::holds) mod pull_list;
pub(crate) mod read;
pub(in crate::holds) mod renewal;
pub(in crate::holds) mod shelf;
pub(in crate::holds) mod write;
