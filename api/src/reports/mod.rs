//! Lists that tell staff what needs doing, and counts of what was done.
//!
//! - A list is read page by page, or written whole as a table; it is bounded either way and asks no query for each row.
//! - What a fine accrues to is computed by the rules as the list is read: nothing is charged while an item is out.
//! - A list that names patrons leaves a trace in the audit (decision 0014).

mod circulation;
mod http;
mod list;
mod lists;
mod problem;
mod store;

pub(crate) use http::configure;
