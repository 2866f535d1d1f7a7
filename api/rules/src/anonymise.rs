//! Whether a record may be made nobody's.

use crate::block::{Block, Code, Fact, in_order};

/// What a record still holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Open loans, on-site ones and claims too.
    pub loans: i64,
    /// Holds that have not ended.
    pub holds: i64,
    /// What is owed, in minor units; negative for a credit.
    pub balance: i64,
    /// Minors whom the patron answers for.
    pub minors: i64,
    /// Whether it is a staff member's own record.
    pub is_staff: bool,
}

/// Every reason against it at once. Nobody lifts any of them: what is open would have no owner.
pub fn blocks(holdings: Holdings) -> Vec<Block> {
    let mut blocks = Vec::new();
    if holdings.loans > 0 {
        blocks.push(Block::with(Code::OpenLoans, [("loans", Fact::Count(holdings.loans))]));
    }
    if holdings.holds > 0 {
        blocks.push(Block::with(Code::OpenHolds, [("holds", Fact::Count(holdings.holds))]));
    }
    if holdings.balance != 0 {
        let facts = [("balance", Fact::Amount(holdings.balance))];
        blocks.push(Block::with(Code::UnsettledAccount, facts));
    }
    if holdings.minors > 0 {
        let facts = [("minors", Fact::Count(holdings.minors))];
        blocks.push(Block::with(Code::GuardianOfMinors, facts));
    }
    if holdings.is_staff {
        blocks.push(Block::new(Code::StaffRecord));
    }
    in_order(blocks)
}
