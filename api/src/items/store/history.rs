//! What befell an item: its loans, what desks did with it, and what was changed about it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::desk::{Desk, role_name};
use crate::platform::page::Slice;
use crate::platform::refs::{BranchRef, PatronRef, StaffRef};

/// One thing that befell it.
#[derive(Debug, QueryableByName)]
pub(in crate::items) struct PastEvent {
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub branch: Option<FromJson<BranchRef>>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub staff: Option<FromJson<StaffRef>>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub loan_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub patron: Option<FromJson<PatronRef>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub due_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub returned_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Jsonb)]
    pub changes: FromJson<Vec<PastChange>>,
}

/// A field that was changed.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::items) struct PastChange {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A page of the item's history, newest first; nothing when there is no such item. When it names patrons, the same
/// statement writes who looked, and how many patrons it named.
pub(in crate::items) fn history(
    conn: &mut PgConnection,
    desk: &Desk,
    id: Uuid,
    slice: &Slice<(DateTime<Utc>, Uuid)>,
) -> QueryResult<Vec<PastEvent>> {
    let (at, after) = slice.after.unzip();
    sql(HISTORY)
        .bind::<SqlUuid, _>(id)
        .bind::<Nullable<Timestamptz>, _>(at)
        .bind::<Nullable<SqlUuid>, _>(after)
        .bind::<BigInt, _>(slice.fetch())
        .bind::<SqlUuid, _>(Uuid::now_v7())
        .bind::<Timestamptz, _>(desk.now)
        .bind::<SqlUuid, _>(desk.staff_id)
        .bind::<Text, _>(role_name(desk.role))
        .bind::<SqlUuid, _>(desk.branch_id)
        .bind::<Text, _>(desk.request_id.as_ref())
        .load(conn)
}

/// What people call the value of the field `told.key`.
macro_rules! as_people_say {
    ($value:literal) => {
        concat!(
            "case told.key
                when 'title_id' then (select name.title from titles name where name.id = ",
            $value,
            "::uuid)
                when 'item_type_id' then (select name.name from item_types name where name.id = ",
            $value,
            "::uuid)
                when 'location_id' then (select name.name from locations name where name.id = ",
            $value,
            "::uuid)
                when 'collection_id' then (select name.name from collections name where name.id = ",
            $value,
            "::uuid)
                when 'home_branch_id' then (select name.name from branches name where name.id = ",
            $value,
            "::uuid)
                when 'current_branch_id' then (select name.name from branches name where name.id = ",
            $value,
            "::uuid)
                when 'in_transit_to_id' then (select name.name from branches name where name.id = ",
            $value,
            "::uuid)
                else ",
            $value,
            " end"
        )
    };
}

/// Each source is read from its newest row that the page may hold, so that an old item costs no more than a new one. Loans
/// say whose they were while they know it; who took an item back stands only in the audit.
const HISTORY: &str = concat!(
    "with this as (
        select id, created_at from items where id = $1
    ), event as materialized (
        (
            select loan.checked_out_at as at, loan.id, 'checked_out' as kind, loan.branch_id, loan.staff_id,
                loan.id as loan_id, loan.patron_id, null::timestamptz as due_at, null::timestamptz as returned_at,
                '{}'::jsonb as changes
            from this join loans loan on loan.item_id = this.id
            where $2 is null or (loan.checked_out_at, loan.id) < ($2, $3)
            order by 1 desc, 2 desc limit $4
        ) union all (
            select loan.closed_at, coalesce(deed.id, md5(loan.id || 'closed')::uuid), loan.close_reason,
                loan.return_branch_id, deed.actor_id, loan.id, loan.patron_id, null, loan.returned_at, '{}'
            from this join loans loan on loan.item_id = this.id
            left join lateral (
                select closing.id, closing.actor_id from audit_events closing
                where closing.subject_id = loan.id and closing.deed in ('loan.checked_in', 'loan.taken_over')
                order by closing.id desc limit 1
            ) deed on true
            where loan.closed_at is not null and ($2 is null
                or (loan.closed_at, coalesce(deed.id, md5(loan.id || 'closed')::uuid)) < ($2, $3))
            order by 1 desc, 2 desc limit $4
        ) union all (
            select renewal.renewed_at, renewal.id, 'renewed', renewal.branch_id, renewal.staff_id, loan.id,
                loan.patron_id, renewal.due_at_after, null, '{}'
            from this join loans loan on loan.item_id = this.id join renewals renewal on renewal.loan_id = loan.id
            where $2 is null or (renewal.renewed_at, renewal.id) < ($2, $3)
            order by 1 desc, 2 desc limit $4
        ) union all (
            select deed.at, deed.id, 'due_date_changed', deed.branch_id, deed.actor_id, loan.id, loan.patron_id,
                (deed.changes ->> 'after')::timestamptz, null, '{}'
            from this join loans loan on loan.item_id = this.id
            join audit_events deed on deed.subject_id = loan.id and deed.deed = 'loan.due_date_changed'
            where $2 is null or (deed.at, deed.id) < ($2, $3)
            order by 1 desc, 2 desc limit $4
        ) union all (
            select deed.at, deed.id, case
                    when deed.deed = 'item.changed' then 'changed'
                    when deed.changes ->> 'outcome' = 'in_house_use' then 'used_in_house'
                    else 'checked_in'
                end, deed.branch_id, deed.actor_id, null, null, null, null, deed.changes
            from this join audit_events deed on deed.subject_id = this.id
            where deed.deed in ('item.changed', 'item.checked_in')
                and ($2 is null or (deed.at, deed.id) < ($2, $3))
            order by 1 desc, 2 desc limit $4
        ) union all (
            select this.created_at, this.id, 'added', deed.branch_id, deed.actor_id, null, null, null, null, '{}'
            from this left join audit_events deed on deed.subject_id = this.id and deed.deed = 'item.added'
            where $2 is null or (this.created_at, this.id) < ($2, $3)
        )
    ), page as materialized (
        select * from event order by at desc, id desc limit $4
    ), noted as (
        insert into audit_events
            (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id, changes, request_id)
        select $5, $6, 'item.history_viewed', 'staff', $7, $8, $9, 'item', this.id,
            jsonb_build_object('patrons_count', named.patrons), $10
        from this cross join (select count(distinct patron_id) as patrons from page) named
        where named.patrons > 0
    )
    select page.at, page.id, page.kind, page.loan_id, page.due_at, page.returned_at,
        case when place.id is not null then
            jsonb_build_object('id', place.id, 'code', place.code, 'name', place.name) end as branch,
        case when actor.id is not null then jsonb_build_object('id', actor.id, 'name', actor.name) end as staff,
        case when patron.id is not null then jsonb_build_object('id', patron.id, 'name', patron.name,
            'card_number', card.number) end as patron,
        told.changes
    from page
    left join branches place on place.id = page.branch_id
    left join staff actor on actor.id = page.staff_id
    left join patrons patron on patron.id = page.patron_id
    left join patron_cards card on card.patron_id = patron.id and card.state = 'active'
    cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('field', told.key, 'before', ",
    as_people_say!("told.before"),
    ", 'after', ",
    as_people_say!("told.after"),
    ") order by told.key), '[]') as changes
        from (
            select after.key, page.changes -> 'before' ->> after.key as before, after.value as after
            from jsonb_each_text(coalesce(page.changes -> 'after', '{}')) after
            union all
            select 'status', page.changes -> 'status' ->> 'before', page.changes -> 'status' ->> 'after'
        ) told
        where told.before is distinct from told.after
    ) told
    order by page.at desc, page.id desc"
);
