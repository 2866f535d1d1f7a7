//! Money that changes hands: taking a payment, undoing one, paying credit out, and the receipt of each.
//!
//! - Receipts are numbered without gaps at each branch: the number is taken last in the deed's own transaction, so a deed
//!   that fails takes none.
//! - A payment is never changed. What was wrong is voided, and what it settled is owed again.

mod http;
mod pay;
mod pay_out;
mod print;
mod receipt;
mod store;
mod void;

pub(super) use http::{ReceiptBody, configure};
pub(super) use receipt::{HandOver, Receipt, give as give_receipt, read as read_receipt};
