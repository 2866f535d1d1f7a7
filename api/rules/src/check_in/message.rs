//! What staff should be told about what they just scanned.

use serde::Serialize;

use super::{Closing, Condition, Facts};
use crate::status::Status;

/// Something staff should be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// What it is about.
    pub code: MessageCode,
    /// Whether it asks for attention.
    pub level: MessageLevel,
    /// A plain English sentence, or the words that staff wrote.
    pub text: String,
}

/// Whether a message asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageLevel {
    /// It may be read in passing.
    Info,
    /// Staff have to look or act.
    Attention,
}

macro_rules! messages {
    ($($(#[$doc:meta])+ $name:ident = $code:literal $level:ident $sentence:literal,)+) => {
        /// What a message is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum MessageCode {
            $($(#[$doc])+ $name,)+
        }

        impl MessageCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word for it on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            fn level(self) -> MessageLevel {
                match self {
                    $(Self::$name => MessageLevel::$level,)+
                }
            }

            fn sentence(self) -> &'static str {
                match self {
                    $(Self::$name => $sentence,)+
                }
            }
        }
    };
}

messages! {
    /// The item was withdrawn.
    Withdrawn = "withdrawn" Attention "This item was withdrawn.",
    /// The item was lost.
    WasLost = "was-lost" Attention "This item was recorded as lost.",
    /// The item was missing.
    WasMissing = "was-missing" Attention "This item was recorded as missing.",
    /// The item was claimed returned.
    WasClaimedReturned = "was-claimed-returned" Attention "This item was recorded as claimed returned.",
    /// The item was on order, in processing or in repair, and is now ready.
    NowReady = "now-ready" Info "This item is now ready.",
    /// The item was sent to another branch.
    WrongBranch = "wrong-branch" Attention "This item was sent to another branch.",
    /// The item needs repair.
    Damaged = "damaged" Attention "This item needs repair.",
    /// Parts did not come back.
    PartsMissing = "parts-missing" Attention "Parts of this item did not come back.",
    /// Parts were already missing.
    MissingParts = "missing-parts" Attention "Parts of this item were already missing.",
    /// The item carries a message.
    ItemMessage = "item-message" Attention "This item carries a message.",
    /// The loan of another patron was ended, so that the item could be lent on.
    TakenOver = "taken-over" Attention "It was on loan to another patron. That loan has ended.",
    /// The return is dated back.
    Backdated = "backdated" Info "The return is dated back.",
    /// Lateness was forgiven.
    FineForgiven = "fine-forgiven" Info "The overdue fine was forgiven.",
}

impl Serialize for MessageCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What staff should be told, in a fixed order.
pub(super) fn all(facts: &Facts<'_>, closing: Option<&Closing>) -> Vec<Message> {
    let condition = match facts.condition {
        Condition::Good => None,
        Condition::Damaged => Some(MessageCode::Damaged),
        Condition::PartsMissing => Some(MessageCode::PartsMissing),
    };
    let backdated = closing
        .filter(|closing| closing.returned_at < facts.now)
        .map(|_| MessageCode::Backdated);
    let forgiven = closing
        .filter(|closing| closing.forgiven > 0)
        .map(|_| MessageCode::FineForgiven);
    [
        was(facts).map(plain),
        condition.map(plain),
        facts
            .item
            .missing_parts
            .as_ref()
            .map(|parts| said(MessageCode::MissingParts, parts)),
        facts
            .item
            .message
            .as_ref()
            .map(|message| said(MessageCode::ItemMessage, message)),
        backdated.map(plain),
        forgiven.map(plain),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the status of the item gives cause to say.
fn was(facts: &Facts<'_>) -> Option<MessageCode> {
    let item = facts.item;
    match item.status {
        Status::Withdrawn => Some(MessageCode::Withdrawn),
        Status::Lost => Some(MessageCode::WasLost),
        Status::Missing => Some(MessageCode::WasMissing),
        Status::ClaimedReturned => Some(MessageCode::WasClaimedReturned),
        Status::OnOrder | Status::InProcessing | Status::InRepair if facts.condition == Condition::Good => {
            Some(MessageCode::NowReady)
        }
        Status::InTransit if facts.loan.is_none() && item.transit_to.is_some_and(|to| to != facts.branch) => {
            Some(MessageCode::WrongBranch)
        }
        _ => None,
    }
}

fn plain(code: MessageCode) -> Message {
    Message {
        code,
        level: code.level(),
        text: code.sentence().to_owned(),
    }
}

fn said(code: MessageCode, words: &str) -> Message {
    Message {
        code,
        level: code.level(),
        text: words.to_owned(),
    }
}
