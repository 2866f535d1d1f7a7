//! Why a deed may not be done, and by whom it may be done all the same.

mod code;
mod detail;
mod fact;

use serde::Serialize;

pub use code::{Code, UnknownCode};
pub use fact::{Fact, Facts};

use crate::override_matrix;

/// Who may lift a block, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Any staff member, by saying so; no reason is asked.
    Confirm,
    /// Any staff member, with a reason.
    Assistant,
    /// A supervisor, with a reason.
    Supervisor,
    /// Nobody.
    Nobody,
}

impl Level {
    /// The word for it on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Assistant => "assistant",
            Self::Supervisor => "supervisor",
            Self::Nobody => "nobody",
        }
    }
}

/// One reason against a deed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Which reason.
    pub code: Code,
    /// Who may lift it.
    pub level: Level,
    /// The reason in a plain English sentence. Names nobody and holds no amount: those are in `facts`.
    pub detail: String,
    /// What the reason rests on, by name.
    pub facts: Facts,
}

impl Block {
    /// A block that rests on nothing more than its code.
    pub fn new(code: Code) -> Self {
        Self::with(code, [])
    }

    /// A block with what it rests on. Who may lift it follows from both.
    pub fn with<const N: usize>(code: Code, facts: [(&'static str, Fact); N]) -> Self {
        let facts = Facts::from(facts);
        let level = override_matrix::level_given(code, &facts);
        let detail = detail::sentence(code, &facts);
        Self {
            code,
            level,
            detail,
            facts,
        }
    }
}

/// Puts blocks into the order of [`Code::ALL`], so that the same facts always read the same.
pub(crate) fn in_order(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.sort_by_key(|block| block.code);
    blocks
}
