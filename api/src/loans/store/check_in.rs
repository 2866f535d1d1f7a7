//! The facts and the writes of a check-in, which end a loan wherever it ends.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{
    Array, BigInt, Bool, Date, Integer, Jsonb, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid,
};
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::{Desk, role_name};

use super::standing::own_account;

/// Who asks, and where.
#[derive(Clone, Copy, Debug)]
pub(in crate::loans) struct Asker {
    /// A staff member; nobody's id in the service's own work.
    pub staff_id: Uuid,
    pub branch_id: Uuid,
    pub today: NaiveDate,
}

impl From<&Desk> for Asker {
    fn from(desk: &Desk) -> Self {
        Self {
            staff_id: desk.staff_id,
            branch_id: desk.branch_id,
            today: desk.today,
        }
    }
}

/// The item that is handed in, and the branches it has to do with.
#[derive(Debug, QueryableByName)]
pub(in crate::loans) struct ItemFacts {
    #[diesel(sql_type = SqlUuid)]
    pub item_id: Uuid,
    #[diesel(sql_type = Text)]
    pub item_barcode: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_call_number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_part: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub title_author: Option<String>,
    #[diesel(sql_type = Text)]
    pub item_status: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub in_transit_to_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_message: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub missing_parts: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub location_id: Uuid,
    #[diesel(sql_type = Text)]
    pub location_code: String,
    #[diesel(sql_type = Text)]
    pub location_name: String,
    #[diesel(sql_type = SqlUuid)]
    pub home_branch_id: Uuid,
    #[diesel(sql_type = Text)]
    pub home_branch_code: String,
    #[diesel(sql_type = Text)]
    pub home_branch_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub sent_to_code: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub sent_to_name: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub here_id: Uuid,
    #[diesel(sql_type = Text)]
    pub here_code: String,
    #[diesel(sql_type = Text)]
    pub here_name: String,
    /// How long what came back counts as recently returned here.
    #[diesel(sql_type = Integer)]
    pub recently_returned_minutes: i32,
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
    /// The hold it is put aside for, and where that is picked up.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub captured_hold_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub captured_for_branch_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Bool>)]
    pub captured_is_waiting: Option<bool>,
    /// Whether anybody is in the queue of its title.
    #[diesel(sql_type = Bool)]
    pub has_queue: bool,
    #[diesel(embed)]
    pub loan: Option<LoanFacts>,
}

/// The item's open loan.
#[derive(Debug, QueryableByName)]
pub(in crate::loans) struct LoanFacts {
    #[diesel(sql_type = SqlUuid)]
    pub loan_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub item_type_id: Uuid,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = SqlUuid)]
    pub patron_id: Uuid,
    #[diesel(sql_type = Text)]
    pub patron_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub patron_card: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub patron_category_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub patron_home_branch_id: Uuid,
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
    #[diesel(sql_type = Nullable<BigInt>)]
    pub replacement_price: Option<i64>,
    /// What the loan's overdue fine stands at; none when it has none.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub fine_stands_at: Option<i64>,
    /// What the patron owes in overdue fines for other loans.
    #[diesel(sql_type = BigInt)]
    pub owed_for_others: i64,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub overdue_fine_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub lost_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub claimed_returned_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Bool)]
    pub own_account: bool,
}

/// The facts of the items that fit `$condition`, with `$2` for the caller, `$3` for the branch and `$4` for today.
macro_rules! facts_where {
    ($condition:literal) => {
        concat!(
            "select i.id as item_id, i.barcode as item_barcode, i.call_number as item_call_number, i.part as item_part,
                t.id as title_id, t.title, t.author as title_author, i.status as item_status, i.in_transit_to_id,
                i.check_in_message as item_message, i.missing_parts,
                location.id as location_id, location.code as location_code, location.name as location_name,
                home.id as home_branch_id, home.code as home_branch_code, home.name as home_branch_name,
                sent_to.code as sent_to_code, sent_to.name as sent_to_name,
                here.id as here_id, here.code as here_code, here.name as here_name, here.recently_returned_minutes,
                library.policy_version,
                captured.id as captured_hold_id, captured.pickup_branch_id as captured_for_branch_id,
                captured.state = 'waiting' as captured_is_waiting,
                exists (select from holds h where h.title_id = i.title_id and h.state = 'pending') as has_queue,
                l.id as loan_id, l.item_type_id, l.kind, p.id as patron_id,
                coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name as patron_name,
                card.number as patron_card, p.patron_category_id, p.home_branch_id as patron_home_branch_id,
                lent_by.id as branch_id, lent_by.code as branch_code, lent_by.name as branch_name,
                controlling.id as controlling_branch_id, controlling.code as controlling_branch_code,
                controlling.name as controlling_branch_name, controlling.calendar_version,
                l.checked_out_at, l.due_at, l.due_on, l.due_reasons, l.renewals_count, l.terms, l.sources,
                l.limit_policy_id, l.fine_before_renewal, l.lost_at, l.claimed_returned_at, i.replacement_price,
                (select f.id from fines f where f.loan_id = l.id and f.kind = 'overdue') as overdue_fine_id,
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
                    where a.patron_id = l.patron_id
                ), 0) as owed_for_others,
                ",
            own_account!("$2", "$4"),
            " as own_account
            from items i
            join titles t on t.id = i.title_id
            join locations location on location.id = i.location_id
            join branches home on home.id = i.home_branch_id
            join branches here on here.id = $3
            cross join library
            left join branches sent_to on sent_to.id = i.in_transit_to_id
            left join holds captured on captured.captured_item_id = i.id
                and captured.state in ('in_transit', 'waiting')
            left join loans l on l.item_id = i.id and l.closed_at is null
            left join patrons p on p.id = l.patron_id
            left join patron_cards card on card.patron_id = p.id and card.state = 'active'
            left join branches lent_by on lent_by.id = l.branch_id
            left join branches controlling on controlling.id = l.controlling_branch_id
            where ",
            $condition,
            " order by l.due_at, i.id"
        )
    };
}

/// Reads the facts of one item. Nothing when there is no such item. A statement of its own: one that takes a list is
/// planned anew each time, which takes longer than running it.
pub(in crate::loans) fn facts(
    conn: &mut PgConnection,
    asker: impl Into<Asker>,
    item_id: Uuid,
) -> QueryResult<Option<ItemFacts>> {
    let asker = asker.into();
    sql(facts_where!("i.id = $1"))
        .bind::<SqlUuid, _>(item_id)
        .bind::<SqlUuid, _>(asker.staff_id)
        .bind::<SqlUuid, _>(asker.branch_id)
        .bind::<Date, _>(asker.today)
        .get_result(conn)
        .optional()
}

/// Reads the facts of several items in one statement.
pub(in crate::loans) fn facts_of_all(
    conn: &mut PgConnection,
    desk: &Desk,
    item_ids: &[Uuid],
) -> QueryResult<Vec<ItemFacts>> {
    sql(facts_where!("i.id = any($1)"))
        .bind::<Array<SqlUuid>, _>(item_ids)
        .bind::<SqlUuid, _>(desk.staff_id)
        .bind::<SqlUuid, _>(desk.branch_id)
        .bind::<Date, _>(desk.today)
        .load(conn)
}

/// What a check-in writes.
pub(in crate::loans) struct CheckInWrites {
    pub item_id: Uuid,
    pub next_status: &'static str,
    pub in_transit_to_id: Option<Uuid>,
    /// The loan that ends.
    pub loan_id: Option<Uuid>,
    pub patron_id: Option<Uuid>,
    pub returned_at: DateTime<Utc>,
    /// What did not come back; none leaves what is known.
    pub missing_parts: Option<String>,
    /// The item was found used in the building.
    pub in_house_use: bool,
    pub reason: Option<String>,
    /// For the audit row.
    pub changes: Value,
}

/// Ends the loan if there is one, moves the item, and leaves event and audit row, in one statement.
pub(in crate::loans) fn write(conn: &mut PgConnection, desk: &Desk, writes: &CheckInWrites) -> QueryResult<()> {
    let (deed, kind, subject) = match writes.loan_id {
        Some(loan_id) => ("loan.checked_in", "loan", loan_id),
        None => ("item.checked_in", "item", writes.item_id),
    };
    sql("with loan as (
            update loans
            set closed_at = greatest($1, checked_out_at), close_reason = 'returned', returned_at = $2,
                return_branch_id = $3
            where id = $4
        ), item as (
            update items
            set status = $5, status_at = $1, current_branch_id = $3, in_transit_to_id = $6, last_seen_at = $1,
                missing_parts = coalesce($20, missing_parts)
            where id = $7
        ), used as (
            insert into in_house_uses (id, item_id, branch_id, staff_id, used_at)
            select $8, $7, $3, $9, $2 where $10
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            values ($1, $11, $3, $12, jsonb_strip_nulls(jsonb_build_object('item_id', $7, 'patron_id', $13)))
        )
        insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
            patron_id, reason, changes, request_id)
        values ($14, $1, $11, 'staff', $9, $15, $3, $16, $12, $13, $17, $18, $19)")
    .bind::<Timestamptz, _>(desk.now)
    .bind::<Timestamptz, _>(writes.returned_at)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Nullable<SqlUuid>, _>(writes.loan_id)
    .bind::<Text, _>(writes.next_status)
    .bind::<Nullable<SqlUuid>, _>(writes.in_transit_to_id)
    .bind::<SqlUuid, _>(writes.item_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Bool, _>(writes.in_house_use)
    .bind::<Text, _>(deed)
    .bind::<SqlUuid, _>(subject)
    .bind::<Nullable<SqlUuid>, _>(writes.patron_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Text, _>(role_name(desk.role))
    .bind::<Text, _>(kind)
    .bind::<Nullable<Text>, _>(writes.reason.as_deref())
    .bind::<Jsonb, _>(&writes.changes)
    .bind::<Text, _>(desk.request_id.as_ref())
    .bind::<Nullable<Text>, _>(writes.missing_parts.as_deref())
    .execute(conn)?;
    Ok(())
}

/// Ends a loan whose item goes straight to another patron: the item's status is the new loan's to write.
pub(in crate::loans) fn write_taken_over(
    conn: &mut PgConnection,
    desk: &Desk,
    loan_id: Uuid,
    patron_id: Uuid,
    returned_at: DateTime<Utc>,
) -> QueryResult<()> {
    sql("with loan as (
            update loans
            set closed_at = greatest($1, checked_out_at), close_reason = 'taken_over', returned_at = $2,
                return_branch_id = $3
            where id = $4
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            values ($1, 'loan.checked_in', $3, $4, jsonb_build_object('patron_id', $5))
        )
        insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
            patron_id, changes, request_id)
        values ($6, $1, 'loan.taken_over', 'staff', $7, $8, $3, 'loan', $4, $5, '{}', $9)")
    .bind::<Timestamptz, _>(desk.now)
    .bind::<Timestamptz, _>(returned_at)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<SqlUuid, _>(loan_id)
    .bind::<SqlUuid, _>(patron_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<Text, _>(desk.request_id.as_ref())
    .execute(conn)?;
    Ok(())
}
