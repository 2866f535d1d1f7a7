//! The library's branches: where they are, when they are open, the desks and shelves they have, and where items may be
//! sent.
//!
//! A branch is never deleted; one that has closed for good is not active and hidden from the public. Its zone is where
//! its days begin and end. Hours, closures and openings make its calendar, which deeds read through [`calendar_cache`].
//! Anyone may read what is public; a supervisor changes it.

mod calendar;
mod change;
mod closures;
mod create;
mod desks;
mod hours;
mod http;
mod locations;
mod openings;
mod problem;
mod store;
mod transfers;

pub(crate) use calendar::cache as calendar_cache;
pub(crate) use http::configure;
