//! What can go wrong at the entrance.

use aws_lc_rs::error::Unspecified;
use chrono::{DateTime, Utc};
use diesel::result::Error as DieselError;

use crate::platform::problem::{Code, FieldCode, Problem};

/// Why nobody came in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AuthError {
    #[error("wrong credentials")]
    WrongCredentials,
    #[error("the session is over")]
    SessionOver,
    #[error("no branch to work at")]
    NoBranch,
    #[error("not a branch of this staff member")]
    NotTheirBranch,
    #[error("no such desk at the branch")]
    NoSuchDesk,
    #[error("too young for an own account")]
    TooYoung,
    #[error("the caller's own grant")]
    OwnGrant,
    #[error("the giver's own or their child's account")]
    GiversAccount,
    #[error("no supervisor of this branch")]
    NoSupervisorHere,
    #[error("no random bytes")]
    NoRandomness,
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for AuthError {
    fn from(error: DieselError) -> Self {
        Self::Database(error)
    }
}

impl From<Unspecified> for AuthError {
    fn from(_: Unspecified) -> Self {
        Self::NoRandomness
    }
}

impl From<AuthError> for Problem {
    fn from(error: AuthError) -> Self {
        match error {
            AuthError::WrongCredentials => Self::of(Code::WrongCredentials),
            AuthError::SessionOver => Self::of(Code::Unauthenticated).detail("The session is over. Sign in again."),
            AuthError::NoBranch => Self::of(Code::Forbidden).detail("You have no branch to work at."),
            AuthError::NotTheirBranch => Self::of(Code::Forbidden).detail("You do not work at this branch."),
            AuthError::NoSuchDesk => Self::field("/desk_id", FieldCode::NotFound, "A desk in use at the branch."),
            AuthError::TooYoung => Self::of(Code::Forbidden)
                .detail("Patrons of this age have no account of their own yet; a guardian's account shows theirs."),
            AuthError::OwnGrant => {
                Self::of(Code::Forbidden).detail("A grant comes from somebody else than the caller.")
            }
            AuthError::GiversAccount => Self::of(Code::OwnAccount)
                .detail("It is this supervisor's own account or their child's. Another supervisor may."),
            AuthError::NoSupervisorHere => Self::of(Code::Forbidden).detail("Only a supervisor of this branch may."),
            AuthError::NoRandomness => Self::internal("no random bytes"),
            AuthError::Database(error) => error.into(),
        }
    }
}

/// 429 until the lock ends.
pub(super) fn locked_out(until: DateTime<Utc>, now: DateTime<Utc>) -> Problem {
    let seconds = (until - now).num_seconds().max(0) + 1;
    Problem::of(Code::LockedOut).retry_after(seconds.unsigned_abs())
}
