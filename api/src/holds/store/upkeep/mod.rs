//! What happens to holds away from a desk: at night, and when titles, patrons and items become others or go.

pub(in crate::holds) mod carry_over;
pub(in crate::holds) mod nightly;
