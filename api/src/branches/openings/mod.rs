//! Times at which a branch is open although the week or a closure says closed. On its day the exception is all that
//! counts: the weekly hours of that day do not.

mod add;
pub(super) mod http;
mod problem;
mod remove;
mod store;
