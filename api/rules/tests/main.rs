//! The rules, each in a file of its own: what must always hold, and the numbered cases of the field.
//!
//! A test named `d07_…` is case D07 of the list that `tests/README.md` describes.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod given;

mod account;
mod anonymise;
mod barcode;
mod block;
mod calendar;
mod call_number;
mod card_number;
mod change_due_date;
mod check_in;
mod check_out;
mod due_date;
mod duplicate;
mod hold_placing;
mod hold_queue;
mod isbn;
mod issn;
mod lost;
mod membership;
mod night;
mod overdue_fine;
mod override_matrix;
mod policy;
mod renewal;
mod status;
mod totality;
