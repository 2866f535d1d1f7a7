//! Why a night is not done.

/// Why.
#[derive(Debug, thiserror::Error)]
pub enum NightError {
    /// No branch has the code.
    #[error("there is no such branch")]
    NoBranch,
    /// The night lies ahead.
    #[error("that night has not begun yet at {0}")]
    NotYet(String),
    /// Somebody else is at it.
    #[error("another copy of the service is doing the nights of {0}")]
    UnderWay(String),
    /// This version of the service does not know the branch's zone.
    #[error("the zone of {0} is unknown")]
    UnknownZone(String),
}
