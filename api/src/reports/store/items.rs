//! Items that are lost, claimed returned or under way.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Jsonb, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::{BranchRef, ItemRef, PatronRef};

use crate::reports::list::Asked;

type After = Option<(DateTime<Utc>, Uuid)>;

/// The item `i` of the title `t`.
macro_rules! item {
    () => {
        "jsonb_build_object('id', i.id, 'barcode', i.barcode, 'call_number', i.call_number, 'part', i.part,
            'title', jsonb_build_object('id', t.id, 'title', t.title, 'author', t.author)) as item"
    };
}

/// The patron `p` with the card in use.
macro_rules! patron {
    () => {
        "jsonb_build_object('id', p.id, 'name', coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name,
            'card_number', (select c.number from patron_cards c where c.patron_id = p.id and c.state = 'active'))"
    };
}
pub(super) use patron;

/// A lost item.
#[derive(Debug, QueryableByName)]
pub(in crate::reports) struct LostRow {
    #[diesel(sql_type = Jsonb)]
    pub item: FromJson<ItemRef>,
    #[diesel(sql_type = Timestamptz)]
    pub lost_at: DateTime<Utc>,
    /// The loan on which it was lost, while that is open.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub loan_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub patron: Option<FromJson<PatronRef>>,
    #[diesel(sql_type = Jsonb)]
    pub home_branch: FromJson<BranchRef>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub replacement_price: Option<i64>,
    /// What is owed for the loan.
    #[diesel(sql_type = BigInt)]
    pub owed: i64,
}

/// Lost items by when they were; of a branch: those at home there.
pub(in crate::reports) fn lost(
    conn: &mut PgConnection,
    asked: &Asked,
    after: After,
    limit: i64,
) -> QueryResult<Vec<LostRow>> {
    sql(concat!(
        "select ",
        item!(),
        ", i.status_at as lost_at, l.id as loan_id, i.replacement_price,
            case when p.id is not null then ",
        patron!(),
        " end as patron,
            jsonb_build_object('id', home.id, 'code', home.code, 'name', home.name) as home_branch,
            coalesce((
                select sum(fine.outstanding) from fine_amounts fine where fine.loan_id = l.id
            ), 0)::bigint as owed
         from items i
         join titles t on t.id = i.title_id
         join branches home on home.id = i.home_branch_id
         left join loans l on l.item_id = i.id and l.closed_at is null
         left join patrons p on p.id = l.patron_id
         where i.status = 'lost' and ($1::uuid is null or i.home_branch_id = $1)
            and ($2::timestamptz is null or (i.status_at, i.id) > ($2, $3))
         order by i.status_at, i.id limit $4"
    ))
    .bind::<Nullable<SqlUuid>, _>(asked.branch_id)
    .bind::<Nullable<Timestamptz>, _>(after.map(|(at, _)| at))
    .bind::<Nullable<SqlUuid>, _>(after.map(|(_, id)| id))
    .bind::<BigInt, _>(limit)
    .load(conn)
}

/// A loan whose item is claimed returned.
#[derive(Debug, QueryableByName)]
pub(in crate::reports) struct ClaimRow {
    #[diesel(sql_type = SqlUuid)]
    pub loan_id: Uuid,
    #[diesel(sql_type = Jsonb)]
    pub item: FromJson<ItemRef>,
    #[diesel(sql_type = Jsonb)]
    pub patron: FromJson<PatronRef>,
    #[diesel(sql_type = Jsonb)]
    pub branch: FromJson<BranchRef>,
    #[diesel(sql_type = Timestamptz)]
    pub claimed_at: DateTime<Utc>,
    #[diesel(sql_type = Date)]
    pub due_on: NaiveDate,
}

/// Open claims by when they were made; of a branch: those of loans that began there.
pub(in crate::reports) fn claims(
    conn: &mut PgConnection,
    asked: &Asked,
    after: After,
    limit: i64,
) -> QueryResult<Vec<ClaimRow>> {
    sql(concat!(
        "select l.id as loan_id, ",
        item!(),
        ", ",
        patron!(),
        " as patron, jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name) as branch,
            l.claimed_returned_at as claimed_at, l.due_on
         from loans l
         join items i on i.id = l.item_id
         join titles t on t.id = i.title_id
         join patrons p on p.id = l.patron_id
         join branches b on b.id = l.branch_id
         where l.closed_at is null and l.claimed_returned_at is not null and ($1::uuid is null or l.branch_id = $1)
            and ($2::timestamptz is null or (l.claimed_returned_at, l.id) > ($2, $3))
         order by l.claimed_returned_at, l.id limit $4"
    ))
    .bind::<Nullable<SqlUuid>, _>(asked.branch_id)
    .bind::<Nullable<Timestamptz>, _>(after.map(|(at, _)| at))
    .bind::<Nullable<SqlUuid>, _>(after.map(|(_, id)| id))
    .bind::<BigInt, _>(limit)
    .load(conn)
}

/// An item under way.
#[derive(Debug, QueryableByName)]
pub(in crate::reports) struct AwayRow {
    #[diesel(sql_type = Jsonb)]
    pub item: FromJson<ItemRef>,
    #[diesel(sql_type = Timestamptz)]
    pub sent_at: DateTime<Utc>,
    #[diesel(sql_type = Jsonb)]
    pub from_branch: FromJson<BranchRef>,
    #[diesel(sql_type = Jsonb)]
    pub to_branch: FromJson<BranchRef>,
}

/// Items under way for at least so many days, by when they were sent; of a branch: those that left it or are to come.
pub(in crate::reports) fn in_transit(
    conn: &mut PgConnection,
    asked: &Asked,
    after: After,
    limit: i64,
) -> QueryResult<Vec<AwayRow>> {
    sql(concat!(
        "select ",
        item!(),
        ", i.status_at as sent_at,
            jsonb_build_object('id', f.id, 'code', f.code, 'name', f.name) as from_branch,
            jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name) as to_branch
         from items i
         join titles t on t.id = i.title_id
         join branches f on f.id = i.current_branch_id
         join branches b on b.id = i.in_transit_to_id
         where i.status = 'in_transit' and i.status_at <= $5
            and ($1::uuid is null or i.current_branch_id = $1 or i.in_transit_to_id = $1)
            and ($2::timestamptz is null or (i.status_at, i.id) > ($2, $3))
         order by i.status_at, i.id limit $4"
    ))
    .bind::<Nullable<SqlUuid>, _>(asked.branch_id)
    .bind::<Nullable<Timestamptz>, _>(after.map(|(at, _)| at))
    .bind::<Nullable<SqlUuid>, _>(after.map(|(_, id)| id))
    .bind::<BigInt, _>(limit)
    .bind::<Timestamptz, _>(asked.now - TimeDelta::days(asked.days))
    .load(conn)
}
