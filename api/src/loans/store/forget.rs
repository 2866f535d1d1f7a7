//! Finished loans without their patron. What else says who it was goes in the same statement: the audit rows' patron, and
//! which loan and item a settled fine was for.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::night::Night;

macro_rules! forget_loans {
    ($whose:literal, $limit:literal) => {
        concat!(
            "with old as materialized (
                select loan.id from loans loan
                join patrons patron on patron.id = loan.patron_id
                cross join library
                where loan.closed_at < $1 - make_interval(days => library.history_days)
                    and not patron.keeps_history
                    and not exists (
                        select from fine_amounts owed where owed.loan_id = loan.id and owed.outstanding > 0
                    ) ",
            $whose,
            " order by loan.closed_at ",
            $limit,
            " for update of loan skip locked
            ), untold as (
                update audit_events event set patron_id = null
                from old where event.subject_id = old.id and event.patron_id is not null
            ), unlost as (
                update losses loss set lost_fine_id = null, processing_fine_id = null, forgiven_entry_id = null
                from old where loss.loan_id = old.id
            ), unlinked as (
                update fines fine set loan_id = null, item_id = null from old where fine.loan_id = old.id
            )
            update loans loan set patron_id = null from old where loan.id = old.id"
        )
    };
}

pub(in crate::loans) fn of_branch(conn: &mut PgConnection, night: &Night, at_most: i64) -> QueryResult<usize> {
    sql(forget_loans!("and loan.controlling_branch_id = $2", "limit $3"))
        .bind::<Timestamptz, _>(night.begins_at)
        .bind::<SqlUuid, _>(night.branch_id)
        .bind::<BigInt, _>(at_most)
        .execute(conn)
}

pub(in crate::loans) fn of_patron(conn: &mut PgConnection, patron_id: Uuid, now: DateTime<Utc>) -> QueryResult<usize> {
    sql(forget_loans!("and loan.patron_id = $2", ""))
        .bind::<Timestamptz, _>(now)
        .bind::<SqlUuid, _>(patron_id)
        .execute(conn)
}
