//! What can go wrong with patrons.

use carrel_rules::block::Block;
use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, Problem};

use super::pin::WeakPin;

/// Why a deed on a patron was not done.
#[derive(Debug, thiserror::Error)]
pub(super) enum PatronError {
    #[error("there is no such patron, restriction or guardian")]
    NotFound,
    #[error("changed meanwhile")]
    Stale,
    #[error("merged or anonymised")]
    Closed,
    #[error("the number is another card's")]
    CardTaken(&'static str),
    #[error("the series of card numbers has come to its end")]
    NoCardNumbers,
    #[error("a record is not merged into itself")]
    MergeIntoSelf,
    #[error("no such record to merge into")]
    UnknownTarget,
    #[error("guardian and child are two people")]
    MergeFamily,
    #[error("their own or their child's record")]
    OwnAccount,
    #[error("the card is good for as long already")]
    NotLonger,
    #[error("the rules stand in the way")]
    Blocked(Vec<Block>),
    #[error("there is no such patron category")]
    UnknownCategory,
    #[error("there is no such branch")]
    UnknownBranch,
    #[error("the branch has been closed down")]
    ClosedBranch,
    #[error("the category is for another age")]
    CategoryAge,
    #[error("there is no such guardian")]
    UnknownGuardian,
    #[error("the guardian is a minor")]
    MinorGuardian,
    #[error("a patron is not their own guardian")]
    OwnGuardian,
    #[error("the caller's own guardianship")]
    OwnFamily,
    #[error("the guardian is linked already")]
    GuardianLinked,
    #[error("the patron is not a minor")]
    NotMinor,
    #[error("the link would outlast the minor's childhood")]
    GuardianTooLong,
    #[error("a minor without guardian needs a reason")]
    ReasonMissing,
    #[error("a minor without guardian needs a supervisor")]
    GuardianMissing,
    #[error("the last day lies in the past")]
    EndsInPast,
    #[error("too easy a PIN")]
    WeakPin(WeakPin),
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for PatronError {
    fn from(error: DieselError) -> Self {
        match constraint(&error) {
            Some("patrons_patron_category_id_fkey") => Self::UnknownCategory,
            Some("patrons_home_branch_id_fkey") => Self::UnknownBranch,
            Some("patron_guardians_guardian_id_fkey") => Self::UnknownGuardian,
            Some("patron_guardians_not_self_check") => Self::OwnGuardian,
            _ => Self::Database(error),
        }
    }
}

impl From<PatronError> for Problem {
    fn from(error: PatronError) -> Self {
        match error {
            PatronError::NotFound => Self::of(Code::NotFound),
            PatronError::Stale => Self::of(Code::Stale),
            PatronError::Closed => {
                Self::of(Code::Conflict).detail("This record was merged or anonymised and is no longer changed.")
            }
            PatronError::CardTaken(pointer) => Self::already_exists(pointer, "Another card has this number."),
            PatronError::NoCardNumbers => Self::of(Code::Conflict)
                .detail("No card number is left under this prefix. Give one by hand, or ask for a new prefix."),
            PatronError::MergeIntoSelf | PatronError::UnknownTarget | PatronError::MergeFamily => merging(&error),
            PatronError::OwnAccount => Self::of(Code::OwnAccount),
            PatronError::NotLonger => {
                Self::of(Code::Conflict).detail("A renewal would not make this card good for longer.")
            }
            PatronError::Blocked(blocks) => Self::blocked(blocks),
            PatronError::UnknownCategory => Self::field(
                "/patron_category_id",
                FieldCode::Unknown,
                "There is no such patron category.",
            ),
            PatronError::UnknownBranch => {
                Self::field("/home_branch_id", FieldCode::Unknown, "There is no such branch.")
            }
            PatronError::ClosedBranch => Self::field(
                "/home_branch_id",
                FieldCode::Inactive,
                "This branch has been closed down.",
            ),
            PatronError::CategoryAge => Self::field(
                "/patron_category_id",
                FieldCode::WrongAge,
                "This category is for patrons of another age.",
            ),
            PatronError::OwnFamily
            | PatronError::UnknownGuardian
            | PatronError::MinorGuardian
            | PatronError::OwnGuardian
            | PatronError::GuardianLinked
            | PatronError::NotMinor
            | PatronError::GuardianTooLong => guarding(&error),
            PatronError::ReasonMissing => Self::field(
                "/reason",
                FieldCode::Missing,
                "A minor is registered with a guardian_id or with a supervisor's reason.",
            ),
            PatronError::GuardianMissing => Self::of(Code::Forbidden)
                .detail("Only a supervisor may register a minor without a guardian. Name one in guardian_id."),
            PatronError::EndsInPast => Self::field("/ends_on", FieldCode::InThePast, "Today or later."),
            PatronError::WeakPin(weakness) => Self::field("/pin", weakness.code(), weakness.detail()),
            PatronError::Database(error) => error.into(),
        }
    }
}

/// Why somebody is not a guardian, or no longer one.
fn guarding(error: &PatronError) -> Problem {
    match error {
        PatronError::OwnFamily => {
            Problem::of(Code::OwnAccount).detail("It is your own guardianship. A colleague may end it.")
        }
        PatronError::MinorGuardian => Problem::field("/guardian_id", FieldCode::Minor, "A guardian is an adult."),
        PatronError::OwnGuardian => Problem::field(
            "/guardian_id",
            FieldCode::SelfReference,
            "Nobody is their own guardian.",
        ),
        PatronError::GuardianLinked => Problem::already_exists("/guardian_id", "This guardian is linked already."),
        PatronError::NotMinor => {
            Problem::of(Code::Conflict).detail("Only a patron whose date of birth says they are a minor has guardians.")
        }
        PatronError::GuardianTooLong => Problem::field(
            "/ends_on",
            FieldCode::TooLate,
            "A link ends at the latest when the minor grows up.",
        ),
        _ => Problem::field(
            "/guardian_id",
            FieldCode::Unknown,
            "There is no such patron, or the record is closed.",
        ),
    }
}

/// Why two records are not merged.
fn merging(error: &PatronError) -> Problem {
    match error {
        PatronError::MergeIntoSelf => {
            Problem::field("/into_id", FieldCode::SelfReference, "Another record than this one.")
        }
        PatronError::MergeFamily => {
            Problem::of(Code::Conflict).detail("Guardian and child are two people. Unlink them first if they are not.")
        }
        _ => Problem::field(
            "/into_id",
            FieldCode::Unknown,
            "There is no such patron, or the record is closed.",
        ),
    }
}
