//! When, where and by whom the ledger is written.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::platform::desk::Desk;

/// Behind an entry: a desk, or the service's own work at a branch.
#[derive(Clone, Debug)]
pub struct Origin {
    /// When.
    pub at: DateTime<Utc>,
    /// At which branch.
    pub branch_id: Uuid,
    /// At which desk.
    pub desk_id: Option<Uuid>,
    /// By whom; none when the service does it by itself.
    pub staff_id: Option<Uuid>,
}

impl From<&Desk> for Origin {
    fn from(desk: &Desk) -> Self {
        Self {
            at: desk.now,
            branch_id: desk.branch_id,
            desk_id: desk.desk_id,
            staff_id: Some(desk.staff_id),
        }
    }
}
