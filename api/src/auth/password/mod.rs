//! A staff member's password: changing one's own, and replacing one for good.

mod change;
pub(super) mod http;
mod store;
