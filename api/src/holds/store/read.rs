//! Holds as they are told.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::{BranchRef, ItemRef, PatronRef, TitleRef};

/// A hold.
#[derive(Clone, Debug, QueryableByName)]
pub(crate) struct Hold {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub state: String,
    /// Its place in the queue, from 1; only pending holds have one.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub position: Option<i64>,
    #[diesel(sql_type = Jsonb)]
    pub title: FromJson<TitleRef>,
    /// The one item that will do.
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub item: Option<FromJson<ItemRef>>,
    #[diesel(sql_type = Nullable<Text>)]
    pub part: Option<String>,
    /// Forgotten after the library's days.
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub patron: Option<FromJson<PatronRef>>,
    #[diesel(sql_type = Jsonb)]
    pub pickup_branch: FromJson<BranchRef>,
    #[diesel(sql_type = Bool)]
    pub is_suspended: bool,
    #[diesel(sql_type = Nullable<Date>)]
    pub suspended_until: Option<NaiveDate>,
    #[diesel(sql_type = Timestamptz)]
    pub placed_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Date>)]
    pub wanted_until: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    pub note: Option<String>,
    /// The item put aside, or that was.
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub captured_item: Option<FromJson<ItemRef>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub captured_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub waiting_since: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Date>)]
    pub shelf_expires_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub closed_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Text>)]
    pub close_reason: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub cancel_reason: Option<String>,
}

/// Which holds.
#[derive(Clone, Debug, Default)]
pub(in crate::holds) struct Filter {
    pub patron_id: Option<Uuid>,
    pub title_id: Option<Uuid>,
    pub item_id: Option<Uuid>,
    pub pickup_branch_id: Option<Uuid>,
    /// A state, or `open`.
    pub state: Option<&'static str>,
    /// The last hold of the page before.
    pub after: Option<Uuid>,
    pub limit: i64,
}

/// The item `$item` of a statement with the title `t`, as others refer to it.
macro_rules! item_ref {
    ($item:literal) => {
        concat!(
            "case when ",
            $item,
            ".id is not null then jsonb_build_object('id', ",
            $item,
            ".id, 'barcode', ",
            $item,
            ".barcode, 'call_number', ",
            $item,
            ".call_number, 'part', ",
            $item,
            ".part, 'title', jsonb_build_object('id', t.id, 'title', t.title, 'author', t.author)) end"
        )
    };
}

/// The holds that fit `$which`, in `$rest`.
macro_rules! holds {
    ($($part:expr),+) => {
        concat!(
            "select h.id, h.state,
                case when h.state = 'pending' then (
                    select count(*) from holds before
                    where before.title_id = h.title_id and before.state = 'pending' and before.rank <= h.rank
                ) end as position,
                jsonb_build_object('id', t.id, 'title', t.title, 'author', t.author) as title,
                ", item_ref!("named"), " as item, h.part,
                case when p.id is not null then jsonb_build_object('id', p.id,
                    'name', coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name,
                    'card_number', card.number) end as patron,
                jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name) as pickup_branch,
                h.is_suspended, h.suspended_until, h.placed_at, h.wanted_until, h.note,
                ", item_ref!("captured"), " as captured_item,
                h.captured_at, h.waiting_since, h.shelf_expires_on, h.closed_at, h.close_reason, h.cancel_reason
            from holds h
            join titles t on t.id = h.title_id
            join branches b on b.id = h.pickup_branch_id
            left join items named on named.id = h.item_id
            left join items captured on captured.id = h.captured_item_id
            left join patrons p on p.id = h.patron_id
            left join patron_cards card on card.patron_id = p.id and card.state = 'active'
            where ",
            $($part),+
        )
    };
}

/// What is put aside first, then the queue, then what has ended.
macro_rules! in_queue {
    ($hold:literal) => {
        concat!(
            "case ",
            $hold,
            ".state when 'waiting' then 0 when 'in_transit' then 1 when 'pending' then 2 else 3 end, ",
            $hold,
            ".rank, ",
            $hold,
            ".id"
        )
    };
}

macro_rules! page_of {
    ($keyed:literal, $order:expr, $after:expr) => {
        holds!(
            $keyed,
            " and ($2::uuid is null or h.item_id = $2 or h.captured_item_id = $2)
                and ($3::uuid is null or h.pickup_branch_id = $3)
                and ($4::text is null or h.state = $4 or ($4 = 'open' and h.closed_at is null))
                and ($5::uuid is null or (",
            $order,
            ") > (select ",
            $after,
            " from holds last where last.id = $5))
                and ($7::uuid is null or h.patron_id = $7)
            order by ",
            $order,
            " limit $6"
        )
    };
}

/// One hold. Nothing when there is none.
pub(in crate::holds) fn one(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Hold>> {
    sql(holds!("h.id = $1"))
        .bind::<SqlUuid, _>(id)
        .get_result(conn)
        .optional()
}

/// Several holds, in no order.
pub(in crate::holds) fn of_ids(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Hold>> {
    sql(holds!("h.id = any($1)")).bind::<Array<SqlUuid>, _>(ids).load(conn)
}

/// A page of holds: those of one title in the order of its queue, others in the order in which they were placed.
pub(in crate::holds) fn page(conn: &mut PgConnection, filter: &Filter) -> QueryResult<Vec<Hold>> {
    let (text, key) = match (filter.title_id, filter.patron_id) {
        (Some(title_id), _) => (
            page_of!("h.title_id = $1", in_queue!("h"), in_queue!("last")),
            Some(title_id),
        ),
        (None, Some(patron_id)) => (
            page_of!("h.patron_id = $1", "h.placed_at, h.id", "last.placed_at, last.id"),
            Some(patron_id),
        ),
        (None, None) => (
            page_of!("$1::uuid is null", "h.placed_at, h.id", "last.placed_at, last.id"),
            None,
        ),
    };
    sql(text)
        .bind::<Nullable<SqlUuid>, _>(key)
        .bind::<Nullable<SqlUuid>, _>(filter.item_id)
        .bind::<Nullable<SqlUuid>, _>(filter.pickup_branch_id)
        .bind::<Nullable<Text>, _>(filter.state)
        .bind::<Nullable<SqlUuid>, _>(filter.after)
        .bind::<BigInt, _>(filter.limit)
        .bind::<Nullable<SqlUuid>, _>(filter.patron_id)
        .load(conn)
}
