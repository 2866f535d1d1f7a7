//! Everything a policy can set, as callers write it.

pub(super) mod http;
