//! The codes of blocks. A code is never reused for another meaning.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $text:literal,)+) => {
        /// Why a deed may not be done. The order is the one in which blocks are told.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order in which blocks are told.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word for it on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

codes! {
    /// The record was merged into another patron's.
    PatronMerged = "patron-merged",
    /// The record no longer belongs to anybody.
    PatronAnonymised = "patron-anonymised",
    /// The card was reported lost.
    CardLost = "card-lost",
    /// The card was replaced by a newer one.
    CardReplaced = "card-replaced",
    /// Staff act on their own or their child's account.
    OwnAccount = "own-account",
    /// The card has expired.
    CardExpired = "card-expired",
    /// Staff restricted the patron.
    PatronRestricted = "patron-restricted",
    /// More is owed than the limit allows.
    BalanceLimit = "balance-limit",
    /// The patron has as many loans as the limit allows.
    LoanLimit = "loan-limit",
    /// The patron has as many on-site loans as the policy allows.
    OnSiteLoanLimit = "on-site-loan-limit",
    /// The patron has as many loans as the policy of this item allows.
    ItemTypeLimit = "item-type-limit",
    /// The patron has as many holds as the limit allows.
    HoldLimit = "hold-limit",
    /// The patron has as many holds on this title as the policy allows.
    HoldsPerTitle = "holds-per-title",
    /// The patron has this hold already.
    AlreadyHeld = "already-held",
    /// More items are lost than the limit allows.
    LostLimit = "lost-limit",
    /// More loans are overdue than the limit allows.
    OverdueItems = "overdue-items",
    /// The patron is younger than the item asks.
    AgeRestricted = "age-restricted",
    /// No policy row covers this branch, patron category and item type.
    NoPolicy = "no-policy",
    /// The item, or its policy, is not for loan.
    NotForLoan = "not-for-loan",
    /// The title has no copy that could ever fill a hold.
    NoCopy = "no-copy",
    /// No policy lets this patron hold any copy of it.
    NotHoldable = "not-holdable",
    /// The policy knows no holds on one very item.
    ItemHoldsOff = "item-holds-off",
    /// A copy is on its shelf, and the policy wants it taken from there.
    CopyOnShelf = "copy-on-shelf",
    /// No copy may be picked up at this branch.
    PickupNotAllowed = "pickup-not-allowed",
    /// The item no longer belongs to the stock.
    ItemWithdrawn = "item-withdrawn",
    /// The item counts as lost.
    ItemLost = "item-lost",
    /// A patron says this item was returned.
    ItemClaimedReturned = "item-claimed-returned",
    /// The item counts as missing.
    ItemMissing = "item-missing",
    /// The item is being made ready or repaired.
    ItemInProcessing = "item-in-processing",
    /// The item is on order.
    ItemOnOrder = "item-on-order",
    /// The item is under way between branches.
    ItemInTransit = "item-in-transit",
    /// The item waits on the hold shelf for another patron.
    ItemOnHoldShelf = "item-on-hold-shelf",
    /// The item is on loan to another patron; the desk may take it over.
    OnLoanToAnother = "on-loan-to-another",
    /// The patron already has this item; it can be renewed.
    OnLoanToPatron = "on-loan-to-patron",
    /// Parts of the item are missing.
    ItemMissingParts = "item-missing-parts",
    /// The item carries a message for staff.
    ItemMessage = "item-message",
    /// The patron has borrowed this title before.
    PreviouslyBorrowed = "previously-borrowed",
    /// The patron has another item of this title on loan.
    SameTitleOut = "same-title-out",
    /// Many wait for this title, so the loan is shorter.
    HighDemand = "high-demand",
    /// The wished due date is earlier than the one that holds.
    DueDateEarlier = "due-date-earlier",
    /// The wished due date is later than the one that holds.
    DueDateLater = "due-date-later",
    /// The loan is already closed.
    LoanClosed = "loan-closed",
    /// An on-site loan cannot be renewed.
    OnSiteLoan = "on-site-loan",
    /// The loan was renewed as often as its policy allows.
    RenewalLimit = "renewal-limit",
    /// It is too early to renew.
    RenewalTooSoon = "renewal-too-soon",
    /// A renewal would not give a later due date.
    RenewalWouldNotExtend = "renewal-would-not-extend",
    /// More patrons wait for the title than other copies are free.
    TitleHold = "title-hold",
    /// A patron waits for exactly this item.
    ItemHold = "item-hold",
    /// The item may not be returned at this branch.
    ReturnRefusedHere = "return-refused-here",
    /// The item is claimed returned, and nobody said how it came back.
    ClaimUnresolved = "claim-unresolved",
    /// Somebody very like this one has a record already.
    PossibleDuplicate = "possible-duplicate",
    /// The patron has items on loan.
    OpenLoans = "open-loans",
    /// The patron waits for something.
    OpenHolds = "open-holds",
    /// The patron's account is not at zero.
    UnsettledAccount = "unsettled-account",
    /// The patron answers for a minor.
    GuardianOfMinors = "guardian-of-minors",
    /// The record is a staff member's own.
    StaffRecord = "staff-record",
}

/// The text is not the code of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a block")]
pub struct UnknownCode;

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == text)
            .ok_or(UnknownCode)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
