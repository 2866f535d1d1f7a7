//! Accounts, fines and what happened to them, as they are read.

mod family;
mod fine_json;
mod fines;
mod statement;
mod story;

pub(in crate::account) use family::family;
pub(super) use fine_json::fine_json;
pub(in crate::account) use fines::fines;
pub(in crate::account) use statement::statement;
pub(in crate::account) use story::story;

pub(crate) use fines::FineFilter;

use fine_json::told_fine_json;
