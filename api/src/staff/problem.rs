//! What can go wrong with the staff.

use diesel::result::Error as DieselError;

use crate::platform::db::constraint;
use crate::platform::problem::{Code, FieldCode, Problem};

/// Why a staff member was not created or changed.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// Nobody has this id.
    #[error("no such staff member")]
    NotFound,
    /// Somebody changed the record since it was read.
    #[error("changed meanwhile")]
    Stale,
    /// Another one signs in with this name.
    #[error("the username is taken")]
    UsernameTaken,
    /// Another one has this card.
    #[error("the patron is another staff member")]
    PatronTaken,
    /// No active patron has this id.
    #[error("no such patron")]
    NoSuchPatron,
    /// One of the branches does not exist.
    #[error("no such branch")]
    NoSuchBranch,
    /// Then nobody could look after the staff.
    #[error("the last supervisor who can sign in")]
    LastSupervisor,
    /// They would lock themself out.
    #[error("the caller themself")]
    Oneself,
    /// Postgres refused.
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for StaffError {
    fn from(error: DieselError) -> Self {
        match constraint(&error) {
            Some("staff_username_key") => Self::UsernameTaken,
            Some("staff_patron_key") => Self::PatronTaken,
            Some("staff_patron_id_fkey") => Self::NoSuchPatron,
            Some("staff_branches_branch_id_fkey") => Self::NoSuchBranch,
            _ => Self::Database(error),
        }
    }
}

impl From<StaffError> for Problem {
    fn from(error: StaffError) -> Self {
        match error {
            StaffError::NotFound => Self::of(Code::NotFound),
            StaffError::Stale => Self::of(Code::Stale),
            StaffError::UsernameTaken => Self::already_exists("/username", "Another staff member has this name."),
            StaffError::PatronTaken => Self::already_exists("/patron_id", "This patron is another staff member."),
            StaffError::NoSuchPatron => Self::field("/patron_id", FieldCode::NotFound, "A patron of this library."),
            StaffError::NoSuchBranch => Self::field("/branch_ids", FieldCode::NotFound, "Branches of this library."),
            StaffError::LastSupervisor => {
                Self::of(Code::Conflict).detail("This is the last supervisor who can sign in. Make another one first.")
            }
            StaffError::Oneself => {
                Self::of(Code::Conflict).detail("Nobody does this to themself. Ask another supervisor.")
            }
            StaffError::Database(error) => error.into(),
        }
    }
}
