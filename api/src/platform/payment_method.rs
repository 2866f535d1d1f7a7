//! How money changes hands: a word that payments, refunds, payouts and accounts have in common.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How money changes hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// Coins and notes.
    Cash,
    /// A bank card.
    Card,
    /// A cheque.
    Cheque,
    /// A voucher of the library.
    Voucher,
    /// Paid over the network beforehand.
    Online,
}

impl PaymentMethod {
    /// The word for it on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Cheque => "cheque",
            Self::Voucher => "voucher",
            Self::Online => "online",
        }
    }
}
