//! Holds: who waits for a title or an item, and what has been put aside for them.
//!
//! - Every change of a hold's state happens under the lock of its title, which stands between items and patrons.
//! - Pending holds have a position, counted from `rank` and never stored: it has no gaps, and what leaves the queue moves
//!   nothing. A captured hold has an item instead, in transit or waiting on the hold shelf; an item has one such hold.
//! - A copy that is handed in goes to the first of the queue who could have it (`carrel_rules::hold_queue`).
//! - A hold that has ended keeps its item until the shelf is cleared, which is a check-in like any other.

mod cancel;
mod capture;
pub(crate) mod carry_over;
mod change;
mod fill;
mod http;
pub mod nightly;
mod place;
mod problem;
mod pull_list;
mod read;
mod reorder;
mod store;

pub(crate) use capture::{Captured, first_for, settle};
pub(crate) use fill::{against_renewal, fill, requeue};
pub(crate) use http::configure;
pub(crate) use store::lock::title as lock_title;
pub(crate) use store::read::Hold;
