//! The statements of the loans area. A deed has three: lock, facts, writes.

pub(super) mod check_in;
pub(super) mod check_out;
pub(super) mod due_date;
pub(super) mod forget;
pub(super) mod lock;
pub(super) mod losses;
pub(super) mod read;
pub(super) mod renew;
pub(super) mod standing;
