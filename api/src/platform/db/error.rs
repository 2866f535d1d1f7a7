//! What a database error means to a deed.

use std::error::Error;

use diesel::result::{DatabaseErrorKind, Error as DieselError};

use super::super::problem::{Code, Problem};

/// The name of the constraint that `error` violated, for an area to turn into its own refusal.
pub fn constraint(error: &DieselError) -> Option<&str> {
    match error {
        DieselError::DatabaseError(_, info) => info.constraint_name(),
        _ => None,
    }
}

/// The stored answer of an idempotency key stands in the way of running the deed again.
pub fn is_replay(error: &DieselError) -> bool {
    message(error) == Some("carrel:replay")
}

pub(super) fn is_lock_timeout(error: &DieselError) -> bool {
    // The driver keeps no SQLSTATE for 55P03, so its English message has to do.
    message(error).is_some_and(|text| text.contains("lock timeout"))
}

/// Postgres undid the transaction for the sake of another: the same deed may succeed when run again.
pub(super) fn is_retriable(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(current) = cause {
        if let Some(error) = current.downcast_ref::<DieselError>() {
            return matches!(
                error,
                DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _)
            ) || message(error).is_some_and(|text| text.contains("deadlock detected"));
        }
        cause = current.source();
    }
    false
}

fn message(error: &DieselError) -> Option<&str> {
    match error {
        DieselError::DatabaseError(_, info) => Some(info.message()),
        _ => None,
    }
}

/// A database error that no area has turned into a refusal of its own.
impl From<DieselError> for Problem {
    fn from(error: DieselError) -> Self {
        let text = message(&error).unwrap_or_default();
        let closed = matches!(
            error,
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                _
            ) | DieselError::BrokenTransactionManager
        );
        if matches!(error, DieselError::NotFound) {
            Self::of(Code::NotFound)
        } else if text == "carrel:caller-revoked" {
            Self::of(Code::Unauthenticated)
        } else if closed
            || text.contains("timeout")
            || text.contains("deadlock detected")
            || text.contains("terminating connection")
            || text.contains("shutting down")
            || text.contains("starting up")
            || matches!(
                error,
                DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _)
            )
        {
            tracing::warn!(%error, "the database is busy");
            Self::busy()
        } else {
            Self::internal(&error.to_string())
        }
    }
}
