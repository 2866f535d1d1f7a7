//! What a branch has to fetch, and what stands on its hold shelf.

pub(in crate::holds) mod pull_list;
pub(in crate::holds) mod shelf;
