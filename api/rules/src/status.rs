//! What an item is doing. One status each; overdue and on display are derived, never stored.

use serde::{Deserialize, Serialize};

/// The status of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// On its shelf.
    Available,
    /// With a patron.
    OnLoan,
    /// Waiting on the hold shelf for a patron.
    OnHoldShelf,
    /// Under way between two branches.
    InTransit,
    /// Back, on the cart, not yet shelved; may be lent.
    RecentlyReturned,
    /// Being made ready for the shelf.
    InProcessing,
    /// Being repaired.
    InRepair,
    /// Ordered and not yet arrived.
    OnOrder,
    /// Lost, by declaration or by age.
    Lost,
    /// Not where it should be, and with nobody.
    Missing,
    /// The patron says it was returned; the library has not found it.
    ClaimedReturned,
    /// No longer part of the stock.
    Withdrawn,
}

impl Status {
    /// Every status, in the order of declaration.
    pub const ALL: [Self; 12] = [
        Self::Available,
        Self::OnLoan,
        Self::OnHoldShelf,
        Self::InTransit,
        Self::RecentlyReturned,
        Self::InProcessing,
        Self::InRepair,
        Self::OnOrder,
        Self::Lost,
        Self::Missing,
        Self::ClaimedReturned,
        Self::Withdrawn,
    ];

    /// The word for it on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::OnLoan => "on_loan",
            Self::OnHoldShelf => "on_hold_shelf",
            Self::InTransit => "in_transit",
            Self::RecentlyReturned => "recently_returned",
            Self::InProcessing => "in_processing",
            Self::InRepair => "in_repair",
            Self::OnOrder => "on_order",
            Self::Lost => "lost",
            Self::Missing => "missing",
            Self::ClaimedReturned => "claimed_returned",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// The text is not a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the status of an item")]
pub struct UnknownStatus;

impl std::str::FromStr for Status {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, UnknownStatus> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or(UnknownStatus)
    }
}
