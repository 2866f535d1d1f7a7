//! The copies that could fill a hold, and how long they are usually kept.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Jsonb, Nullable, Text, Uuid as SqlUuid};
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};

/// What a hold is for.
#[derive(Clone, Debug)]
pub(in crate::holds) struct Wish {
    pub title_id: Uuid,
    /// One item alone.
    pub item_id: Option<Uuid>,
    /// One part alone.
    pub part: Option<String>,
    pub pickup_branch_id: Uuid,
}

/// Copies of one kind.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::holds) struct CopyGroup {
    pub status: String,
    pub item_type_id: Uuid,
    pub home_branch_id: Uuid,
    pub current_branch_id: Uuid,
    pub is_for_loan: bool,
    /// Whether the transfer rules let it go from its home to the pickup branch.
    pub may_be_sent: bool,
    pub count: i64,
}

#[derive(QueryableByName)]
struct Groups {
    #[diesel(sql_type = Jsonb)]
    groups: FromJson<Vec<CopyGroup>>,
}

#[derive(QueryableByName)]
struct Days {
    #[diesel(sql_type = Array<BigInt>)]
    of_title: Vec<i64>,
    #[diesel(sql_type = Array<BigInt>)]
    of_type: Vec<i64>,
}

/// The copies that fit the wish, alike ones together.
pub(in crate::holds) fn fitting(conn: &mut PgConnection, wish: &Wish) -> QueryResult<Vec<CopyGroup>> {
    sql("select coalesce(jsonb_agg(to_jsonb(alike)), '[]') as groups
         from (
            select i.status, i.item_type_id, i.home_branch_id, i.current_branch_id, i.is_for_loan,
                coalesce(rule.is_allowed, true) as may_be_sent, count(*) as count
            from items i
            left join transfer_rules rule on rule.from_branch_id = i.home_branch_id and rule.to_branch_id = $4
            where i.title_id = $1 and ($2::uuid is null or i.id = $2) and ($3::text is null or i.part = $3)
            group by i.status, i.item_type_id, i.home_branch_id, i.current_branch_id, i.is_for_loan, rule.is_allowed
            limit 1000
         ) alike")
    .bind::<SqlUuid, _>(wish.title_id)
    .bind::<Nullable<SqlUuid>, _>(wish.item_id)
    .bind::<Nullable<Text>, _>(wish.part.as_deref())
    .bind::<SqlUuid, _>(wish.pickup_branch_id)
    .get_result(conn)
    .map(|row: Groups| row.groups.0)
}

/// How many days the last 20 loans of the title's items lasted; where those are too few, the last loans of some items of
/// the same type.
pub(in crate::holds) fn loan_days(conn: &mut PgConnection, title_id: Uuid, enough: usize) -> QueryResult<Vec<i64>> {
    let days: Days = sql("with of_title as (
            select loan.checked_out_at, loan.returned_at
            from items i
            cross join lateral (
                select l.checked_out_at, l.returned_at from loans l
                where l.item_id = i.id and l.closed_at is not null order by l.checked_out_at desc limit 20
            ) loan
            where i.title_id = $1 order by loan.checked_out_at desc limit 20
        ), of_type as (
            select loan.checked_out_at, loan.returned_at
            from (
                select other.id from items other
                where other.item_type_id = (select item_type_id from items where title_id = $1 limit 1)
                    and (select count(*) from of_title) < $2
                limit 50
            ) alike
            cross join lateral (
                select l.checked_out_at, l.returned_at from loans l
                where l.item_id = alike.id and l.closed_at is not null order by l.checked_out_at desc limit 20
            ) loan
            order by loan.checked_out_at desc limit 20
        )
        select array(select extract(day from returned_at - checked_out_at)::bigint from of_title) as of_title,
            array(select extract(day from returned_at - checked_out_at)::bigint from of_type) as of_type")
    .bind::<SqlUuid, _>(title_id)
    .bind::<BigInt, _>(i64::try_from(enough).unwrap_or(i64::MAX))
    .get_result(conn)?;
    Ok(if days.of_title.len() < enough {
        days.of_type
    } else {
        days.of_title
    })
}
