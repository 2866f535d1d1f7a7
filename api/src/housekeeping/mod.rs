//! What is due by the clock alone: what nobody can need any more is thrown away, what came back is on its shelf, and
//! shelves are in the order of the rules in force. What is due once a day at a branch is in [`crate::nights`].

mod store;

use crate::holds;
use crate::imports;
use crate::items;
use crate::platform::jobs::{Job, Sweep};

/// Runs every hour.
pub const HOUSEKEEPING: Job = Job {
    name: "housekeeping",
    sweeps: &[
        Sweep {
            name: "sessions",
            run: store::ended_sessions,
        },
        Sweep {
            name: "refresh_tokens",
            run: store::old_refresh_tokens,
        },
        Sweep {
            name: "override_grants",
            run: store::past_override_grants,
        },
        Sweep {
            name: "sign_in_failures",
            run: store::old_sign_in_failures,
        },
        Sweep {
            name: "signing_keys",
            run: store::past_signing_keys,
        },
        Sweep {
            name: "idempotency_keys",
            run: store::old_idempotency_keys,
        },
        Sweep {
            name: "outbox",
            run: store::old_events,
        },
        Sweep {
            name: "unreceived_imports",
            run: imports::forget_unreceived,
        },
        Sweep {
            name: "remembered_holds",
            run: holds::carry_over::forget_old,
        },
    ],
};

/// Runs every minute.
pub const SHELVING: Job = Job {
    name: "shelving",
    sweeps: &[
        Sweep {
            name: "recently_returned",
            run: items::shelve_recently_returned,
        },
        Sweep {
            name: "shelf_keys",
            run: items::renew_shelf_keys,
        },
    ],
};
