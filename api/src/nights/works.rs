//! What a night does.

use diesel::PgConnection;

use crate::holds::nightly as holds;
use crate::loans;
use crate::patrons;
use crate::platform::night::{Batch, Failure, Night};

/// One kind of a night's work.
pub(super) struct Work {
    /// Its name in the counts of `job_runs`.
    pub name: &'static str,
    /// Looks at no more rows than the last argument says, and does what is due with them. It is called until it finds none.
    pub run: fn(&mut PgConnection, &Night, i64) -> Result<Batch, Failure>,
}

/// In this order.
pub(super) const WORKS: &[Work] = &[
    Work {
        name: "uncollected_holds",
        run: |conn, night, at_most| Ok(Batch::of(holds::end_uncollected(conn, night, at_most)?)),
    },
    Work {
        name: "unwanted_holds",
        run: |conn, night, at_most| Ok(Batch::of(holds::end_unwanted(conn, night, at_most)?)),
    },
    Work {
        name: "ended_suspensions",
        run: |conn, night, at_most| Ok(Batch::of(holds::end_suspensions(conn, night, at_most)?)),
    },
    Work {
        name: "aged_to_lost",
        run: |conn, night, at_most| Ok(Batch::of(loans::nightly::age_to_lost(conn, night, at_most)?)),
    },
    Work {
        name: "auto_renewals",
        run: |conn, night, at_most| Ok(loans::renew_by_themselves(conn, night, at_most)?),
    },
    Work {
        name: "card_expiries",
        run: |conn, night, at_most| Ok(Batch::of(patrons::tell_expiries(conn, night, at_most)?)),
    },
    Work {
        name: "forgotten_loans",
        run: |conn, night, at_most| Ok(Batch::of(loans::forget_old(conn, night, at_most)?)),
    },
];
