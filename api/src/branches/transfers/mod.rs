//! Between which branches items may be sent. A pair without a rule is allowed. The rules are a part of the library's
//! settings: they share its version.

pub(super) mod http;
mod problem;
mod replace;
mod store;
