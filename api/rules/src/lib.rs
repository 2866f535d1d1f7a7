//! What a library decides at its desk: facts in, decision out.
//!
//! Nothing here reads a clock, a database or a random number. The caller gathers the facts, asks one function and does
//! what the answer says; the same facts give the same answer. Every refusal names *all* its reasons at once as
//! [`block::Block`]s, and [`override_matrix`] says who may lift each. Money is in integer minor units of the library's
//! currency, instants are UTC, days are those of a branch's [`calendar::Calendar`].

pub mod account;
pub mod anonymise;
pub mod barcode;
pub mod block;
pub mod calendar;
pub mod call_number;
pub mod card_number;
pub mod change_due_date;
pub mod check_in;
pub mod check_out;
pub mod due_date;
pub mod duplicate;
pub mod hold_placing;
pub mod hold_queue;
pub mod isbn;
pub mod issn;
pub mod lost;
pub mod membership;
pub mod night;
pub mod overdue_fine;
pub mod override_matrix;
pub mod patron;
pub mod policy;
pub mod renewal;
pub mod status;
