//! Circulation policies: which rule holds for a patron and an item, and how much a patron may have.
//!
//! A policy names any of branch, patron category and item type, and sets some attributes; `carrel_rules::policy` resolves
//! each attribute on its own. There is one policy for each combination, and one row of limits for each combination of
//! branch and category. Deeds read them through [`cache`], which a change of any row outdates everywhere at once.
//! Staff may read them; a supervisor changes them.

mod attributes;
pub(crate) mod cache;
mod change;
mod create;
mod http;
mod limits;
mod problem;
mod remove;
mod resolve;
mod store;

pub(crate) use http::configure;
