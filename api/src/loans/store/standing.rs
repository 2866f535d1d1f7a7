//! What a patron has and owes, as part of the statements that need it.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::Desk;

/// The patron `p` of a statement, as the rules see them.
#[derive(Debug, QueryableByName)]
pub(crate) struct Standing {
    #[diesel(sql_type = Text)]
    pub patron_state: String,
    #[diesel(sql_type = Nullable<Date>)]
    pub patron_expires_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    pub patron_birth_on: Option<NaiveDate>,
    /// Last days of the restrictions that were not lifted.
    #[diesel(sql_type = Array<Nullable<Date>>)]
    pub restriction_ends: Vec<Option<NaiveDate>>,
    #[diesel(sql_type = BigInt)]
    pub loans: i64,
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
    #[diesel(sql_type = BigInt)]
    pub lost: i64,
    /// How many open loans each policy row's limit counts, by kind and row.
    #[diesel(sql_type = Jsonb)]
    pub loans_by_rule: Value,
    /// Minor units.
    #[diesel(sql_type = BigInt)]
    pub balance: i64,
    /// Whether the account is the caller's own or their child's.
    #[diesel(sql_type = Bool)]
    pub own_account: bool,
}

/// The columns of [`Standing`]; the statement also needs [`standing_joins`].
macro_rules! standing_columns {
    () => {
        "p.state as patron_state, p.expires_on as patron_expires_on, p.birth_on as patron_birth_on,
            array(select r.ends_on from patron_restrictions r where r.patron_id = p.id and r.lifted_at is null)
                as restriction_ends,
            standing.loans, standing.overdue, standing.lost, standing.loans_by_rule,
            coalesce((
                select sum(e.amount)::bigint from ledger_entries e join accounts a on a.id = e.account_id
                where a.patron_id = p.id
            ), 0) as balance,
            caller.own_account"
    };
}

/// Whether the patron `p` is the caller or, on this day, their child: what `is_own_account` of the migrations says, written
/// out because Postgres would plan the function anew in each statement.
macro_rules! own_account {
    ($staff:literal, $today:literal) => {
        concat!(
            "exists (
                select from staff s
                where s.id = ",
            $staff,
            " and (s.patron_id = p.id or exists (
                    select from patron_guardians g
                    where g.patron_id = p.id and g.guardian_id = s.patron_id
                        and (g.ends_on is null or g.ends_on >= ",
            $today,
            ")
                ))
            )"
        )
    };
}

/// The joins behind [`standing_columns`], with the placeholders of now, of the caller's id and of today.
macro_rules! standing_joins {
    ($now:literal, $staff:literal, $today:literal) => {
        concat!(
            "cross join lateral (
            select coalesce(sum(rule.loans), 0)::bigint as loans, coalesce(sum(rule.overdue), 0)::bigint as overdue,
                coalesce(sum(rule.lost), 0)::bigint as lost,
                coalesce(jsonb_object_agg(rule.name, rule.counted) filter (where rule.name is not null), '{}')
                    as loans_by_rule
            from (
                select l.kind || ' ' || l.limit_policy_id as name,
                    count(*) filter (where l.claimed_returned_at is null) as counted,
                    count(*) filter (where l.kind = 'loan' and l.claimed_returned_at is null) as loans,
                    count(*) filter (where l.due_at < ",
            $now,
            " and l.claimed_returned_at is null and l.lost_at is null) as overdue,
                    count(*) filter (where l.lost_at is not null) as lost
                from loans l
                where l.patron_id = p.id and l.closed_at is null
                group by l.kind, l.limit_policy_id
            ) rule
        ) standing
        cross join lateral (
            select ",
            own_account!($staff, $today),
            " as own_account
        ) caller"
        )
    };
}

pub(super) use {own_account, standing_columns, standing_joins};

/// Reads the standing of one patron before the caller at this desk.
pub(crate) fn at_desk(conn: &mut PgConnection, desk: &Desk, patron_id: Uuid) -> QueryResult<Option<Standing>> {
    sql(concat!(
        "select ",
        standing_columns!(),
        " from patrons p ",
        standing_joins!("$1", "$2", "$4"),
        " where p.id = $3"
    ))
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<SqlUuid, _>(patron_id)
    .bind::<Date, _>(desk.today)
    .get_result(conn)
    .optional()
}

/// One of several.
#[derive(QueryableByName)]
struct StandingOf {
    #[diesel(sql_type = SqlUuid)]
    patron_id: Uuid,
    #[diesel(embed)]
    standing: Standing,
}

/// Reads the standing of several patrons in one statement.
pub(in crate::loans) fn of_all(
    conn: &mut PgConnection,
    desk: &Desk,
    patron_ids: &[Uuid],
) -> QueryResult<HashMap<Uuid, Standing>> {
    let rows: Vec<StandingOf> = sql(concat!(
        "select p.id as patron_id, ",
        standing_columns!(),
        " from patrons p ",
        standing_joins!("$1", "$2", "$4"),
        " where p.id = any($3)"
    ))
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Array<SqlUuid>, _>(patron_ids)
    .bind::<Date, _>(desk.today)
    .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.patron_id, row.standing)).collect())
}
