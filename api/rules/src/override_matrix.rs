//! Who may lift which block, and what is left standing when they have.
//!
//! The list is the library's promise to its staff; `tests/override_matrix.rs` holds it a second time, written out from
//! the design, and compares the two.

use serde::{Deserialize, Serialize};

use crate::block::{Block, Code, Fact, Facts, Level};

/// The role of a staff member. Patrons, clients and machines have none, and lift nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works the desk.
    Assistant,
    /// Answers for the desk.
    Supervisor,
}

/// Who may lift a block of this code. [`Code::RenewalLimit`] hangs on how far over it goes; this is its lower answer.
pub fn level(code: Code) -> Level {
    match code {
        Code::ItemMissing
        | Code::ItemInProcessing
        | Code::ItemOnOrder
        | Code::ItemInTransit
        | Code::ItemMissingParts
        | Code::PreviouslyBorrowed
        | Code::SameTitleOut
        | Code::HighDemand
        | Code::ItemMessage
        | Code::OnLoanToAnother
        | Code::PossibleDuplicate => Level::Confirm,

        Code::OverdueItems
        | Code::ItemOnHoldShelf
        | Code::CopyOnShelf
        | Code::RenewalLimit
        | Code::RenewalTooSoon
        | Code::DueDateEarlier => Level::Assistant,

        Code::BalanceLimit
        | Code::LoanLimit
        | Code::OnSiteLoanLimit
        | Code::ItemTypeLimit
        | Code::HoldLimit
        | Code::HoldsPerTitle
        | Code::NotHoldable
        | Code::ItemHoldsOff
        | Code::LostLimit
        | Code::CardExpired
        | Code::PatronRestricted
        | Code::NotForLoan
        | Code::ItemLost
        | Code::ItemClaimedReturned
        | Code::AgeRestricted
        | Code::DueDateLater
        | Code::TitleHold => Level::Supervisor,

        Code::PatronMerged
        | Code::PatronAnonymised
        | Code::CardLost
        | Code::CardReplaced
        | Code::OwnAccount
        | Code::AlreadyHeld
        | Code::NoCopy
        | Code::PickupNotAllowed
        | Code::NoPolicy
        | Code::ItemWithdrawn
        | Code::OnLoanToPatron
        | Code::LoanClosed
        | Code::OnSiteLoan
        | Code::RenewalWouldNotExtend
        | Code::ItemHold
        | Code::ReturnRefusedHere
        | Code::ClaimUnresolved
        | Code::OpenLoans
        | Code::OpenHolds
        | Code::UnsettledAccount
        | Code::GuardianOfMinors
        | Code::StaffRecord => Level::Nobody,
    }
}

/// Who may lift this very block: one renewal too many is the assistant's, a second one the supervisor's.
pub(crate) fn level_given(code: Code, facts: &Facts) -> Level {
    match (code, facts.get("renewals"), facts.get("max")) {
        (Code::RenewalLimit, Some(Fact::Count(renewals)), Some(Fact::Count(max))) if renewals > max => {
            Level::Supervisor
        }
        _ => level(code),
    }
}

/// Who asks for a deed, and which blocks they accept.
#[derive(Debug, Clone, Copy, Default)]
pub struct Authority<'a> {
    /// The caller's role; none for a patron, a client or a machine.
    pub role: Option<Role>,
    /// Whether the account is the caller's own or their child's.
    pub own_account: bool,
    /// The codes the caller names.
    pub codes: &'a [Code],
    /// Whether the caller gave a reason.
    pub has_reason: bool,
    /// The codes a supervisor granted for this very deed, with a reason given there.
    pub granted: &'a [Code],
}

/// By whose word a block was lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// The caller's own.
    Caller,
    /// That of the supervisor who gave the grant.
    Grant,
}

/// What is left after the overrides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The blocks that still stand; the deed may be done when there are none.
    pub open: Vec<Block>,
    /// The codes that were lifted, and by whom, in the order of the blocks.
    pub lifted: Vec<(Code, By)>,
    /// Whether a block stands only because the reason is missing.
    pub reason_missing: bool,
}

impl Verdict {
    /// Whether the deed may be done.
    pub fn permits(&self) -> bool {
        self.open.is_empty()
    }
}

/// Weighs blocks against who asks. On an own account the caller's word lifts no more than a confirmation; a block that
/// stands only for that is joined by [`Code::OwnAccount`].
pub fn judge(blocks: Vec<Block>, authority: &Authority<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    let mut own_account = false;
    for block in blocks {
        match weigh(&block, authority) {
            Word::Lifts(by) => verdict.lifted.push((block.code, by)),
            Word::Lacks(lack) => {
                verdict.reason_missing |= lack == Some(Lack::Reason);
                own_account |= lack == Some(Lack::Distance);
                verdict.open.push(block);
            }
        }
    }
    if own_account {
        verdict.open.push(Block::new(Code::OwnAccount));
        verdict.open = crate::block::in_order(verdict.open);
    }
    verdict
}

enum Word {
    Lifts(By),
    Lacks(Option<Lack>),
}

#[derive(PartialEq, Eq)]
enum Lack {
    Reason,
    Distance,
}

fn weigh(block: &Block, authority: &Authority<'_>) -> Word {
    if block.level == Level::Nobody {
        return Word::Lacks(None);
    }
    if authority.granted.contains(&block.code) {
        return Word::Lifts(By::Grant);
    }
    if !authority.codes.contains(&block.code) || !may_lift(authority.role, block.level) {
        return Word::Lacks(None);
    }
    if block.level == Level::Confirm {
        Word::Lifts(By::Caller)
    } else if authority.own_account {
        Word::Lacks(Some(Lack::Distance))
    } else if authority.has_reason {
        Word::Lifts(By::Caller)
    } else {
        Word::Lacks(Some(Lack::Reason))
    }
}

/// Whether a role reaches a level at all.
pub fn may_lift(role: Option<Role>, level: Level) -> bool {
    match level {
        Level::Confirm | Level::Assistant => role.is_some(),
        Level::Supervisor => role == Some(Role::Supervisor),
        Level::Nobody => false,
    }
}
