//! The facts and the writes of a check-out.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Date, Int2, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::{Desk, role_name};

use super::super::Loan;
use super::standing::{Standing, own_account, standing_columns, standing_joins};

/// Everything a check-out is decided from, read in one statement after the locks.
#[derive(Debug, QueryableByName)]
pub(in crate::loans) struct Facts {
    #[diesel(sql_type = SqlUuid)]
    pub item_id: Uuid,
    #[diesel(sql_type = Text)]
    pub item_barcode: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_call_number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_part: Option<String>,
    #[diesel(sql_type = Text)]
    pub item_status: String,
    #[diesel(sql_type = SqlUuid)]
    pub item_type_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub item_home_branch_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_missing_parts: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub item_message: Option<String>,
    #[diesel(sql_type = Bool)]
    pub item_is_for_loan: bool,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub title_author: Option<String>,
    #[diesel(sql_type = Nullable<Int2>)]
    pub title_minimum_age: Option<i16>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub open_loan_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub open_loan_patron_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub open_loan_due_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub open_loan_branch_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub open_loan_terms: Option<Value>,
    #[diesel(sql_type = SqlUuid)]
    pub patron_id: Uuid,
    #[diesel(sql_type = Text)]
    pub patron_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub patron_card: Option<String>,
    /// State of the card that was shown; none when the patron was named otherwise.
    #[diesel(sql_type = Nullable<Text>)]
    pub shown_card_state: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub patron_category_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub patron_home_branch_id: Uuid,
    #[diesel(embed)]
    pub standing: Standing,
    #[diesel(sql_type = Bool)]
    pub same_title_out: bool,
    #[diesel(sql_type = Bool)]
    pub previously_borrowed: bool,
    /// The hold the item is put aside for, and whose it is.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub captured_hold_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub captured_for_patron_id: Option<Uuid>,
    /// The hold of the patron that the item would fill.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub own_hold_id: Option<Uuid>,
    #[diesel(sql_type = BigInt)]
    pub others_waiting: i64,
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
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
}

/// Reads the facts. Nothing when the item or the patron does not exist.
pub(in crate::loans) fn facts(
    conn: &mut PgConnection,
    desk: &Desk,
    item_id: Uuid,
    patron_id: Uuid,
    shown_card: Option<&str>,
) -> QueryResult<Option<Facts>> {
    sql(concat!(
        "select i.id as item_id, i.barcode as item_barcode, i.call_number as item_call_number, i.part as item_part,
            i.status as item_status, i.item_type_id, i.home_branch_id as item_home_branch_id,
            i.missing_parts as item_missing_parts, i.check_out_message as item_message,
            i.is_for_loan as item_is_for_loan, t.minimum_age as title_minimum_age,
            t.id as title_id, t.title, t.author as title_author,
            o.id as open_loan_id, o.patron_id as open_loan_patron_id, o.due_at as open_loan_due_at,
            o.branch_id as open_loan_branch_id, o.terms as open_loan_terms,
            p.id as patron_id, coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name as patron_name,
            card.number as patron_card, p.patron_category_id, p.home_branch_id as patron_home_branch_id,
            (select shown.state from patron_cards shown where upper(shown.number) = $6) as shown_card_state,
            ",
        standing_columns!(),
        ",
            library.confirm_same_title_out and exists (
                select from loans l
                where l.patron_id = p.id and l.title_id = i.title_id and l.item_id <> i.id and l.closed_at is null
            ) as same_title_out,
            library.confirm_previously_borrowed and p.keeps_history and exists (
                select from loans l
                where l.patron_id = p.id and l.title_id = i.title_id and l.closed_at is not null
            ) as previously_borrowed,
            captured.id as captured_hold_id, captured.patron_id as captured_for_patron_id,
            (select h.id from holds h where h.patron_id = p.id and h.title_id = i.title_id and h.state = 'pending'
                and (h.item_id is null or h.item_id = i.id) and (h.part is null or h.part = i.part)
                order by h.rank limit 1) as own_hold_id,
            (select count(*) from holds h where h.title_id = i.title_id and h.state = 'pending'
                and h.patron_id <> p.id and (not h.is_suspended or h.suspended_until <= $7)) as others_waiting,
            library.policy_version,
            here.id as branch_id, here.code as branch_code, here.name as branch_name,
            controlling.id as controlling_branch_id, controlling.code as controlling_branch_code,
            controlling.name as controlling_branch_name, controlling.calendar_version
        from items i
        join titles t on t.id = i.title_id
        left join loans o on o.item_id = i.id and o.closed_at is null
        left join holds captured on captured.captured_item_id = i.id and captured.state in ('in_transit', 'waiting')
        join patrons p on p.id = $2
        left join patron_cards card on card.patron_id = p.id and card.state = 'active'
        cross join library
        join branches here on here.id = $4
        join branches controlling on controlling.id = case library.controlling_branch
            when 'item_home' then i.home_branch_id when 'patron_home' then p.home_branch_id else $4 end
        ",
        standing_joins!("$5", "$3", "$7"),
        "
        where i.id = $1"
    ))
    .bind::<SqlUuid, _>(item_id)
    .bind::<SqlUuid, _>(patron_id)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Timestamptz, _>(desk.now)
    .bind::<Nullable<Text>, _>(shown_card)
    .bind::<Date, _>(desk.today)
    .get_result(conn)
    .optional()
}

/// What else the writes of a check-out need to know.
pub(crate) struct Lifted {
    /// The codes that were lifted, for the audit row.
    pub changes: Value,
    /// Why.
    pub reason: Option<String>,
    /// The supervisor whose grant lifted some of them.
    pub authorised_by: Option<Uuid>,
}

/// Writes the loan, the item's status, the event and the audit row, in one statement.
pub(in crate::loans) fn write(
    conn: &mut PgConnection,
    desk: &Desk,
    loan: &Loan,
    patron_id: Uuid,
    lifted: &Lifted,
) -> QueryResult<()> {
    sql("with loan as (
            insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id,
                desk_id, staff_id, checked_out_at, due_at, due_on, due_reasons, terms, sources, limit_policy_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ), item as (
            update items
            set status = 'on_loan', status_at = $11, current_branch_id = $7, in_transit_to_id = null, last_seen_at = $11
            where id = $2
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            values ($11, 'loan.checked_out', $7, $1, jsonb_build_object('item_id', $2, 'patron_id', $3))
        )
        insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
            patron_id, reason, authorised_by, changes, request_id)
        values ($18, $11, 'loan.checked_out', 'staff', $10, $19, $7, 'loan', $1, $3, $20, $21, $22, $23)")
    .bind::<SqlUuid, _>(loan.id)
    .bind::<SqlUuid, _>(loan.item.id)
    .bind::<SqlUuid, _>(patron_id)
    .bind::<SqlUuid, _>(loan.item.title.id)
    .bind::<SqlUuid, _>(loan.item_type_id)
    .bind::<Text, _>(loan.kind.as_str())
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<SqlUuid, _>(loan.controlling_branch.id)
    .bind::<Nullable<SqlUuid>, _>(desk.desk_id)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Timestamptz, _>(loan.checked_out_at)
    .bind::<Timestamptz, _>(loan.due_at)
    .bind::<Date, _>(loan.due_on)
    .bind::<Array<Text>, _>(&loan.due_reasons)
    .bind::<Jsonb, _>(&loan.terms_json)
    .bind::<Jsonb, _>(&loan.sources)
    .bind::<Nullable<SqlUuid>, _>(loan.limit_policy_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Text, _>(role_name(desk.role))
    .bind::<Nullable<Text>, _>(&lifted.reason)
    .bind::<Nullable<SqlUuid>, _>(lifted.authorised_by)
    .bind::<Jsonb, _>(&lifted.changes)
    .bind::<Text, _>(desk.request_id.as_ref())
    .execute(conn)?;
    Ok(())
}
