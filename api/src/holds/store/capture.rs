//! The queue that a copy meets when it is handed in, and putting it aside.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::{Desk, role_name};

/// How many of a queue are read at a time.
pub(in crate::holds) const PAGE: i64 = 50;

/// A pending hold, before the copy.
#[derive(Debug, QueryableByName)]
pub(in crate::holds) struct Candidate {
    #[diesel(sql_type = SqlUuid)]
    pub hold_id: Uuid,
    /// As text: it has as many digits as it needs.
    #[diesel(sql_type = Text)]
    pub rank: String,
    #[diesel(sql_type = SqlUuid)]
    pub pickup_branch_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub wanted_item_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub wanted_part: Option<String>,
    #[diesel(sql_type = Bool)]
    pub is_suspended: bool,
    #[diesel(sql_type = Nullable<Date>)]
    pub suspended_until: Option<NaiveDate>,
    #[diesel(sql_type = SqlUuid)]
    pub patron_category_id: Uuid,
    #[diesel(sql_type = Bool)]
    pub is_barred: bool,
    #[diesel(sql_type = Bool)]
    pub is_reachable: bool,
    #[diesel(sql_type = SqlUuid)]
    pub item_type_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_part: Option<String>,
    #[diesel(sql_type = Bool)]
    pub is_for_loan: bool,
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
}

/// What decides how long a hold waits on the shelf.
#[derive(Debug, QueryableByName)]
pub(in crate::holds) struct ShelfFacts {
    #[diesel(sql_type = SqlUuid)]
    pub pickup_branch_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub calendar_version: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub patron_category_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub item_type_id: Uuid,
}

/// The next of the item's queue after a rank, in order.
pub(in crate::holds) fn queue(
    conn: &mut PgConnection,
    desk: &Desk,
    item_id: Uuid,
    after: Option<&str>,
) -> QueryResult<Vec<Candidate>> {
    sql(
        "select h.id as hold_id, h.rank::text as rank, h.pickup_branch_id, h.item_id as wanted_item_id,
            h.part as wanted_part, h.is_suspended, h.suspended_until, p.patron_category_id,
            p.state <> 'active' or coalesce(p.expires_on < $2, false) or exists (
                select from patron_restrictions r
                where r.patron_id = p.id and r.lifted_at is null and (r.ends_on is null or r.ends_on >= $2)
            ) as is_barred,
            coalesce(rule.is_allowed, true) as is_reachable,
            i.item_type_id, i.part as item_part, i.is_for_loan, library.policy_version
         from items i
         cross join lateral (
            select * from holds q
            where q.title_id = i.title_id and q.state = 'pending'
                and (not q.is_suspended or q.suspended_until <= $2)
                and ($4::text is null or q.rank > $4::text::numeric)
            order by q.rank limit $5
         ) h
         join patrons p on p.id = h.patron_id
         cross join library
         left join transfer_rules rule on rule.from_branch_id = $3 and rule.to_branch_id = h.pickup_branch_id
         where i.id = $1 order by h.rank",
    )
    .bind::<SqlUuid, _>(item_id)
    .bind::<Date, _>(desk.today)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Nullable<Text>, _>(after)
    .bind::<BigInt, _>(PAGE)
    .load(conn)
}

pub(in crate::holds) fn shelf_facts(conn: &mut PgConnection, hold_id: Uuid, item_id: Uuid) -> QueryResult<ShelfFacts> {
    sql(
        "select h.pickup_branch_id, b.calendar_version, library.policy_version, p.patron_category_id, i.item_type_id
         from holds h
         join branches b on b.id = h.pickup_branch_id
         join patrons p on p.id = h.patron_id
         join items i on i.id = $2
         cross join library
         where h.id = $1",
    )
    .bind::<SqlUuid, _>(hold_id)
    .bind::<SqlUuid, _>(item_id)
    .get_result(conn)
}

/// A hold that gets its item.
#[derive(Debug)]
pub(in crate::holds) struct PutAside {
    pub hold_id: Uuid,
    pub item_id: Uuid,
    /// The last day on the hold shelf; none while the item is only on its way there.
    pub shelf_expires_on: Option<NaiveDate>,
}

/// Puts the item on the hold shelf or on its way there, with event and audit row, in one statement.
pub(in crate::holds) fn put_aside(conn: &mut PgConnection, desk: &Desk, aside: &PutAside) -> QueryResult<()> {
    let deed = match aside.shelf_expires_on {
        Some(_) => "hold.waiting",
        None => "hold.sent",
    };
    sql("with hold as (
            update holds
            set state = case when $4::date is null then 'in_transit' else 'waiting' end,
                captured_item_id = $2, captured_at = coalesce(captured_at, $3),
                waiting_since = case when $4::date is not null then $3 end, shelf_expires_on = $4,
                is_suspended = false, suspended_until = null
            where id = $1 and (state = 'pending' or (state = 'in_transit' and $4::date is not null))
            returning patron_id
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            select $3, $5, $6, $1, jsonb_strip_nulls(jsonb_build_object('item_id', $2, 'patron_id', patron_id))
            from hold
        )
        insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
            patron_id, changes, request_id)
        select $7, $3, $5, 'staff', $8, $9, $6, 'hold', $1, patron_id, jsonb_build_object('item_id', $2), $10
        from hold")
    .bind::<SqlUuid, _>(aside.hold_id)
    .bind::<SqlUuid, _>(aside.item_id)
    .bind::<Timestamptz, _>(desk.now)
    .bind::<Nullable<Date>, _>(aside.shelf_expires_on)
    .bind::<Text, _>(deed)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<Text, _>(desk.request_id.as_ref())
    .execute(conn)?;
    Ok(())
}
