//! Loans as they are read: one statement for one or for a page.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Jsonb, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::sql;

/// A loan with what its accruing fine is computed from.
#[derive(Debug, QueryableByName)]
pub(in crate::loans) struct LoanRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub patron_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub patron_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub patron_card: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub patron_category_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub patron_home_branch_id: Option<Uuid>,
    #[diesel(sql_type = SqlUuid)]
    pub item_id: Uuid,
    #[diesel(sql_type = Text)]
    pub item_barcode: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_call_number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_part: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub item_type_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub title_author: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub branch_id: Uuid,
    #[diesel(sql_type = Text)]
    pub branch_code: String,
    #[diesel(sql_type = Text)]
    pub branch_name: String,
    #[diesel(sql_type = SqlUuid)]
    pub controlling_branch_id: Uuid,
    #[diesel(sql_type = Text)]
    pub controlling_branch_code: String,
    #[diesel(sql_type = Text)]
    pub controlling_branch_name: String,
    #[diesel(sql_type = SqlUuid)]
    pub calendar_version: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub checked_out_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub due_at: DateTime<Utc>,
    #[diesel(sql_type = Date)]
    pub due_on: NaiveDate,
    #[diesel(sql_type = Array<Text>)]
    pub due_reasons: Vec<String>,
    #[diesel(sql_type = SmallInt)]
    pub renewals_count: i16,
    #[diesel(sql_type = Jsonb)]
    pub terms: Value,
    #[diesel(sql_type = Jsonb)]
    pub sources: Value,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub limit_policy_id: Option<Uuid>,
    #[diesel(sql_type = BigInt)]
    pub fine_before_renewal: i64,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub closed_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub returned_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub lost_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub claimed_returned_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub replacement_price: Option<i64>,
    /// What the overdue fine stands at; none when there is none.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub fine_stands_at: Option<i64>,
    /// What the patron owes in overdue fines for other loans.
    #[diesel(sql_type = BigInt)]
    pub owed_for_others: i64,
}

/// Which loans.
#[derive(Debug, Default)]
pub(in crate::loans) struct Filter {
    pub id: Option<Uuid>,
    pub patron_id: Option<Uuid>,
    pub item_id: Option<Uuid>,
    pub branch_id: Option<Uuid>,
    /// `open`, `overdue`, `closed`, or `late`: overdue and neither lost nor claimed returned.
    pub state: Option<&'static str>,
    pub due_before: Option<DateTime<Utc>>,
    pub now: DateTime<Utc>,
    /// Sort key of the last row of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub limit: i64,
}

macro_rules! loans {
    ($keyed:literal, $state:literal) => {
        concat!(
            "select l.id, l.kind, p.id as patron_id,
                coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name as patron_name,
                card.number as patron_card, p.patron_category_id, p.home_branch_id as patron_home_branch_id,
                i.id as item_id, i.barcode as item_barcode, i.call_number as item_call_number, i.part as item_part,
                l.item_type_id, t.id as title_id, t.title, t.author as title_author,
                lent_by.id as branch_id, lent_by.code as branch_code, lent_by.name as branch_name,
                controlling.id as controlling_branch_id, controlling.code as controlling_branch_code,
                controlling.name as controlling_branch_name, controlling.calendar_version, library.policy_version,
                l.checked_out_at, l.due_at, l.due_on, l.due_reasons, l.renewals_count, l.terms, l.sources,
                l.limit_policy_id, l.fine_before_renewal, l.closed_at, l.returned_at, l.lost_at,
                l.claimed_returned_at, i.replacement_price,
                (
                    select sum(e.amount)::bigint from fines f join ledger_entries e on e.fine_id = f.id
                    where f.loan_id = l.id and f.kind = 'overdue' and e.kind in ('charge', 'adjustment')
                ) as fine_stands_at,
                coalesce((
                    select (sum(charged.amount) - sum(charged.settled))::bigint
                    from accounts a
                    join fines f on f.account_id = a.id and f.kind = 'overdue' and f.loan_id is distinct from l.id
                    cross join lateral (
                        select coalesce((
                                select sum(e.amount) from ledger_entries e
                                where e.fine_id = f.id and e.kind in ('charge', 'adjustment')
                            ), 0) as amount,
                            coalesce((select sum(c.amount) from allocations c where c.fine_id = f.id), 0) as settled
                    ) charged
                    -- Only what is late now accrues.
                    where a.patron_id = l.patron_id and l.closed_at is null and l.due_at < $1
                ), 0) as owed_for_others
            from loans l
            join items i on i.id = l.item_id
            join titles t on t.id = l.title_id
            left join patrons p on p.id = l.patron_id
            left join patron_cards card on card.patron_id = p.id and card.state = 'active'
            join branches lent_by on lent_by.id = l.branch_id
            join branches controlling on controlling.id = l.controlling_branch_id
            cross join library
            where ",
            $keyed,
            " and ",
            $state,
            "
                and ($3::uuid is null or l.item_id = $3)
                and ($4::uuid is null or l.branch_id = $4)
                and ($8::timestamptz is null or l.due_at < $8)
                and ($5::timestamptz is null or (l.due_at, l.id) > ($5, $6))
            order by l.due_at, l.id
            limit $7"
        )
    };
}

macro_rules! loans_in_state {
    ($state:expr, $keyed:literal) => {
        match $state {
            Some("open") => loans!($keyed, "l.closed_at is null"),
            Some("overdue") => loans!($keyed, "l.closed_at is null and l.due_at < $1"),
            Some("late") => loans!(
                $keyed,
                "l.closed_at is null and l.due_at < $1 and l.lost_at is null and l.claimed_returned_at is null"
            ),
            Some("closed") => loans!($keyed, "l.closed_at is not null"),
            _ => loans!($keyed, "true"),
        }
    };
}

/// Reads loans in the order in which they are due. The statement hangs on what they are asked by and on their state,
/// so that each has the index it needs.
pub(in crate::loans) fn find(conn: &mut PgConnection, filter: &Filter) -> QueryResult<Vec<LoanRow>> {
    let (text, key) = match (filter.id, filter.patron_id) {
        (Some(id), _) => (loans_in_state!(filter.state, "l.id = $2"), Some(id)),
        (None, Some(patron_id)) => (loans_in_state!(filter.state, "l.patron_id = $2"), Some(patron_id)),
        (None, None) => (loans_in_state!(filter.state, "$2::uuid is null"), None),
    };
    sql(text)
        .bind::<Timestamptz, _>(filter.now)
        .bind::<Nullable<SqlUuid>, _>(key)
        .bind::<Nullable<SqlUuid>, _>(filter.item_id)
        .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
        .bind::<Nullable<Timestamptz>, _>(filter.after.map(|(due_at, _)| due_at))
        .bind::<Nullable<SqlUuid>, _>(filter.after.map(|(_, id)| id))
        .bind::<BigInt, _>(filter.limit)
        .bind::<Nullable<Timestamptz>, _>(filter.due_before)
        .load(conn)
}

#[derive(QueryableByName)]
struct Zone {
    #[diesel(sql_type = Text)]
    zone: String,
}

/// The zone of a branch; none when there is no such branch.
pub(in crate::loans) fn zone(conn: &mut PgConnection, branch_id: Uuid) -> QueryResult<Option<String>> {
    let row: Option<Zone> = sql("select zone from branches where id = $1")
        .bind::<SqlUuid, _>(branch_id)
        .get_result(conn)
        .optional()?;
    Ok(row.map(|row| row.zone))
}
