//! The people the library serves: who they are, their cards, who answers for them, and what stands in their way.
//!
//! - A patron has one card in use. Old numbers are kept for ever: the desk finds the patron by them and is told.
//! - A minor has a guardian, or a supervisor has said why not. A guardian's link ends when the minor grows up.
//! - What was merged or anonymised can be read but no longer changed.
//! - Whoever looks at a patron or searches for one leaves an audit row. No audit row holds a name, a number or an address.

mod anonymise;
mod cards;
mod change;
mod duplicates;
mod expiry;
mod export;
pub(crate) mod fields;
mod guardians;
mod http;
pub(crate) mod intake;
mod merge;
mod messages;
mod outgrown;
mod pin;
mod problem;
mod read;
mod register;
mod restrictions;
mod search;
mod store;

pub(crate) use expiry::tell_expiries;
pub(crate) use http::configure;
