//! Cards whose last day is over.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::night::Night;

/// A patron whose card is over.
#[derive(Debug, QueryableByName)]
pub(in crate::patrons) struct Expired {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// The last day the card was good for.
    #[diesel(sql_type = Date)]
    pub expires_on: NaiveDate,
}

/// Marks at most so many patrons of the branch as told whose card was good until at most `back` days before the night, and
/// of whose expiry nobody was told yet. Those that a desk holds are passed over.
pub(in crate::patrons) fn mark_expired(
    conn: &mut PgConnection,
    night: &Night,
    back: i64,
    at_most: i64,
) -> QueryResult<Vec<Expired>> {
    sql("with due as materialized (
            select patron.id, patron.expires_on from patrons patron
            where patron.state = 'active' and patron.home_branch_id = $1
                and patron.expires_on < $2 and patron.expires_on >= $2 - $3::integer
                and patron.expiry_told_on is distinct from patron.expires_on
            order by patron.expires_on, patron.id limit $4 for no key update skip locked
        )
        update patrons patron set expiry_told_on = due.expires_on from due where patron.id = due.id
        returning patron.id, due.expires_on")
    .bind::<SqlUuid, _>(night.branch_id)
    .bind::<Date, _>(night.on)
    .bind::<BigInt, _>(back)
    .bind::<BigInt, _>(at_most)
    .load(conn)
}
