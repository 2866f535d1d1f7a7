//! Counts of what was done: check-outs, renewals, check-ins and uses in the building.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer, Jsonb, Nullable, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::BranchRef;

/// What was done on a day, in an hour of the day, or at a branch; the other two are none.
#[derive(Debug, QueryableByName)]
pub(in crate::reports) struct CountRow {
    #[diesel(sql_type = Nullable<Date>)]
    pub on_date: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Integer>)]
    pub hour: Option<i32>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub branch: Option<FromJson<BranchRef>>,
    #[diesel(sql_type = BigInt)]
    pub check_outs: i64,
    #[diesel(sql_type = BigInt)]
    pub renewals: i64,
    #[diesel(sql_type = BigInt)]
    pub check_ins: i64,
    #[diesel(sql_type = BigInt)]
    pub in_house_uses: i64,
}

/// Counts by `$key` of every deed from $1 to $2, days of the branch where it was done ($3, or any); each row of `$keys`
/// has its count, zeros included. A loan within the building is a use in it.
macro_rules! counted {
    ($key:literal, $columns:literal, $keys:literal, $order:literal) => {
        concat!(
            "with deeds as (
                select branch_id, checked_out_at as at, case kind when 'on_site' then 'use' else 'check-out' end as deed
                from loans where checked_out_at >= $1::date - 1 and checked_out_at < $2::date + 2
                union all
                select return_branch_id, closed_at, 'check-in'
                from loans where closed_at >= $1::date - 1 and closed_at < $2::date + 2 and kind = 'loan'
                union all
                select branch_id, renewed_at, 'renewal'
                from renewals where renewed_at >= $1::date - 1 and renewed_at < $2::date + 2
                union all
                select branch_id, used_at, 'use'
                from in_house_uses where used_at >= $1::date - 1 and used_at < $2::date + 2
            ), local as (
                select branch.id as branch_id, deeds.at at time zone branch.zone as at, deeds.deed
                from deeds join branches branch on branch.id = deeds.branch_id
                where $3::uuid is null or branch.id = $3
            ), counted as (
                select ",
            $key,
            " as key, count(*) filter (where deed = 'check-out') as check_outs,
                    count(*) filter (where deed = 'renewal') as renewals,
                    count(*) filter (where deed = 'check-in') as check_ins,
                    count(*) filter (where deed = 'use') as in_house_uses
                from local where at::date between $1 and $2 group by 1
            )
            select ",
            $columns,
            ", coalesce(check_outs, 0) as check_outs, coalesce(renewals, 0) as renewals,
                coalesce(check_ins, 0) as check_ins, coalesce(in_house_uses, 0) as in_house_uses
            from ",
            $keys,
            " left join counted using (key) order by ",
            $order
        )
    };
}

fn asked(
    text: &'static str,
    conn: &mut PgConnection,
    (from, to): (NaiveDate, NaiveDate),
    branch_id: Option<Uuid>,
) -> QueryResult<Vec<CountRow>> {
    sql(text)
        .bind::<Date, _>(from)
        .bind::<Date, _>(to)
        .bind::<Nullable<SqlUuid>, _>(branch_id)
        .load(conn)
}

/// Each day of the span.
pub(in crate::reports) fn by_day(
    conn: &mut PgConnection,
    span: (NaiveDate, NaiveDate),
    branch_id: Option<Uuid>,
) -> QueryResult<Vec<CountRow>> {
    let text = counted!(
        "at::date",
        "key as on_date, null::integer as hour, null::jsonb as branch",
        "(select day::date as key from generate_series($1::date, $2::date, interval '1 day') day) keys",
        "key"
    );
    asked(text, conn, span, branch_id)
}

/// Each hour of the day, all days of the span together.
pub(in crate::reports) fn by_hour(
    conn: &mut PgConnection,
    span: (NaiveDate, NaiveDate),
    branch_id: Option<Uuid>,
) -> QueryResult<Vec<CountRow>> {
    let text = counted!(
        "extract(hour from at)::integer",
        "null::date as on_date, key as hour, null::jsonb as branch",
        "generate_series(0, 23) keys (key)",
        "key"
    );
    asked(text, conn, span, branch_id)
}

/// Each branch, in their order.
pub(in crate::reports) fn by_branch(
    conn: &mut PgConnection,
    span: (NaiveDate, NaiveDate),
    branch_id: Option<Uuid>,
) -> QueryResult<Vec<CountRow>> {
    let text = counted!(
        "branch_id",
        "null::date as on_date, null::integer as hour,
            jsonb_build_object('id', key, 'code', keys.code, 'name', keys.name) as branch",
        "(select id as key, code, name, position from branches where $3::uuid is null or id = $3) keys",
        "keys.position, keys.code limit 500"
    );
    asked(text, conn, span, branch_id)
}
