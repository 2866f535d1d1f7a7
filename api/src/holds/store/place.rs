//! The facts and the writes of placing a hold.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Int2, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::Desk;

use super::copies::Wish;

/// What placing a hold is decided from, besides the patron's standing and the copies.
#[derive(Debug, QueryableByName)]
pub(in crate::holds) struct Facts {
    #[diesel(sql_type = SqlUuid)]
    pub patron_category_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub patron_home_branch_id: Uuid,
    #[diesel(sql_type = BigInt)]
    pub holds: i64,
    #[diesel(sql_type = BigInt)]
    pub holds_on_title: i64,
    #[diesel(sql_type = Bool)]
    pub holds_item: bool,
    #[diesel(sql_type = Bool)]
    pub same_title_out: bool,
    #[diesel(sql_type = Nullable<Int2>)]
    pub minimum_age: Option<i16>,
    /// None when there is no such branch.
    #[diesel(sql_type = Nullable<Bool>)]
    pub pickup_is_active: Option<bool>,
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
}

/// A hold to be written.
#[derive(Debug)]
pub(in crate::holds) struct NewHold<'a> {
    pub id: Uuid,
    pub wish: &'a Wish,
    pub patron_id: Uuid,
    pub wanted_until: Option<NaiveDate>,
    pub suspended_until: Option<NaiveDate>,
    pub note: Option<&'a str>,
}

/// Reads the facts, after the locks.
pub(in crate::holds) fn facts(conn: &mut PgConnection, wish: &Wish, patron_id: Uuid) -> QueryResult<Facts> {
    sql("select p.patron_category_id, p.home_branch_id as patron_home_branch_id,
            (select count(*) from holds h where h.patron_id = p.id and h.closed_at is null) as holds,
            (select count(*) from holds h where h.patron_id = p.id and h.closed_at is null and h.title_id = $2)
                as holds_on_title,
            $3::uuid is not null and exists (
                select from holds h where h.patron_id = p.id and h.closed_at is null and h.item_id = $3
            ) as holds_item,
            exists (
                select from loans l where l.patron_id = p.id and l.title_id = $2 and l.closed_at is null
            ) as same_title_out,
            (select minimum_age from titles where id = $2) as minimum_age,
            (select is_active from branches where id = $4) as pickup_is_active, library.policy_version
         from patrons p cross join library where p.id = $1")
    .bind::<SqlUuid, _>(patron_id)
    .bind::<SqlUuid, _>(wish.title_id)
    .bind::<Nullable<SqlUuid>, _>(wish.item_id)
    .bind::<SqlUuid, _>(wish.pickup_branch_id)
    .get_result(conn)
}

/// Writes the hold at the end of its queue. The title must be locked.
pub(in crate::holds) fn insert(conn: &mut PgConnection, desk: &Desk, hold: &NewHold<'_>) -> QueryResult<()> {
    sql(
        "insert into holds (id, title_id, item_id, part, patron_id, pickup_branch_id, rank, is_suspended,
            suspended_until, placed_at, placed_by, placed_branch_id, wanted_until, note)
         values ($1, $2, $3, $4, $5, $6,
            coalesce((select max(rank) from holds where title_id = $2 and state = 'pending'), 0) + 1,
            $7::date is not null, $7, $8, $9, $10, $11, $12)",
    )
    .bind::<SqlUuid, _>(hold.id)
    .bind::<SqlUuid, _>(hold.wish.title_id)
    .bind::<Nullable<SqlUuid>, _>(hold.wish.item_id)
    .bind::<Nullable<Text>, _>(hold.wish.part.as_deref())
    .bind::<SqlUuid, _>(hold.patron_id)
    .bind::<SqlUuid, _>(hold.wish.pickup_branch_id)
    .bind::<Nullable<Date>, _>(hold.suspended_until)
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Nullable<Date>, _>(hold.wanted_until)
    .bind::<Nullable<Text>, _>(hold.note)
    .execute(conn)?;
    Ok(())
}
