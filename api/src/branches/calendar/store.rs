//! What calendars are made of, in the database.

use carrel_rules::calendar::Calendar;
use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use diesel::sql_types::{Bool, Date, Jsonb, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};

use super::parts::{Closure, Opening, Parts};

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = SqlUuid)]
    version: Uuid,
    #[diesel(sql_type = Text)]
    zone: String,
    #[diesel(sql_type = Jsonb)]
    parts: FromJson<Parts>,
}

/// The calendar of a branch and its version, in one statement: so no version is ever taken for another's calendar.
pub(super) fn calendar(conn: &mut PgConnection, branch_id: Uuid) -> QueryResult<(Uuid, Calendar)> {
    let stored: Stored = sql("select calendar_version as version, zone, jsonb_build_object(
            'hours', (select coalesce(jsonb_agg(to_jsonb(h)), '[]') from opening_hours h where h.branch_id = branches.id),
            'closures', (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from closures c where c.branch_id = branches.id),
            'openings', (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from openings o where o.branch_id = branches.id)
        ) as parts
        from branches where id = $1")
    .bind::<SqlUuid, _>(branch_id)
    .get_result(conn)?;
    let zone: Tz = stored.zone.parse().map_err(unreadable)?;
    let calendar = stored.parts.0.assemble(zone).map_err(unreadable)?;
    Ok((stored.version, calendar))
}

/// The exceptions of some days, with the version of the calendar they belong to.
#[derive(QueryableByName)]
pub(super) struct Exceptions {
    #[diesel(sql_type = SqlUuid)]
    pub version: Uuid,
    #[diesel(sql_type = Jsonb)]
    pub closures: FromJson<Vec<Closure>>,
    #[diesel(sql_type = Jsonb)]
    pub openings: FromJson<Vec<Opening>>,
}

/// Why a branch is open or closed other than by its week, between two days. `NotFound` for no such branch, and unless
/// `with_inactive` for one that is not active.
pub(super) fn exceptions(
    conn: &mut PgConnection,
    branch_id: Uuid,
    with_inactive: bool,
    (from, to): (NaiveDate, NaiveDate),
) -> QueryResult<Exceptions> {
    sql("select calendar_version as version,
            (select coalesce(jsonb_agg(to_jsonb(c) order by c.starts_on, c.id), '[]') from closures c
             where c.branch_id = branches.id and (c.repeats_yearly or (c.starts_on <= $1 and c.ends_on >= $2))) as closures,
            (select coalesce(jsonb_agg(to_jsonb(o) order by o.on_date, o.opens_at), '[]') from openings o
             where o.branch_id = branches.id and o.on_date between $2 and $1) as openings
        from branches where id = $3 and (is_active or $4)")
    .bind::<Date, _>(to)
    .bind::<Date, _>(from)
    .bind::<SqlUuid, _>(branch_id)
    .bind::<Bool, _>(with_inactive)
    .get_result(conn)
}

/// The tables' checks let nothing in that cannot be read, so this is a fault of ours.
fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> DieselError {
    DieselError::DeserializationError(Box::new(error))
}
