//! Circulation policy: which rule applies to a patron and an item, and what it says.
//!
//! Rows name a branch, a patron category and an item type, each or "all". Every attribute is resolved on its own: the
//! most specific row that sets it wins. A named branch weighs more than a named category, that more than a named type.

mod attributes;
mod choices;
mod hold_terms;
mod limits;
mod resolve;
mod terms;
mod validate;

pub use attributes::Attributes;
pub use choices::{
    ClosedDayMode, FineChargeAt, GraceMode, HardDueMode, HighDemand, LostRefund, OverdueOnLost, RenewalFrom, Unit,
    Where,
};
pub use hold_terms::HoldTerms;
pub use limits::{Limits, LimitsResolution, LimitsRow, resolve_limits};
pub use resolve::{Resolution, Row, resolve};
pub use terms::Terms;
pub use validate::FieldError;
