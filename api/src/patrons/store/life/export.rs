//! Everything that is held about a person, in one statement that also writes who asked for it.

use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::{Desk, role_name};

#[derive(QueryableByName)]
struct Export {
    #[diesel(sql_type = Jsonb)]
    export: Value,
}

/// The patron $1, for the staff member $4 in the role $5 at the branch $6.
const EXPORT: &str = "with record as (
            select p.* from patrons p where p.id = $1
        ), ids as (
            select id from patrons where id = $1 or merged_into_id = $1
        ), noted as (
            insert into audit_events
                (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id, patron_id, request_id)
            select $2, $3, 'patron.exported', 'staff', $4, $5, $6, 'patron', record.id, record.id, $7 from record
        )
        select jsonb_build_object(
            'exported_at', to_char($3 at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),
            'patron', to_jsonb(record) - 'pin_hash' - 'token_version' - 'sort_name'
                || jsonb_build_object(
                    'has_pin', record.pin_hash is not null,
                    'category', (select name from patron_categories c where c.id = record.patron_category_id),
                    'home_branch', (select name from branches b where b.id = record.home_branch_id)),
            'merged_records', coalesce((
                select jsonb_agg(jsonb_build_object('id', other.id, 'name', other.name, 'birth_on', other.birth_on,
                    'email', other.email, 'phone', other.phone) order by other.id)
                from patrons other where other.merged_into_id = $1), '[]'),
            'cards', coalesce((
                select jsonb_agg(to_jsonb(card) - 'patron_id' order by card.created_at, card.id)
                from patron_cards card where card.patron_id = $1), '[]'),
            'card_renewals', coalesce((
                select jsonb_agg(to_jsonb(renewal) - 'patron_id' - 'staff_id' order by renewal.renewed_at, renewal.id)
                from card_renewals renewal where renewal.patron_id = $1), '[]'),
            'loans', coalesce((
                select jsonb_agg(jsonb_build_object('id', loan.id, 'title', title.title, 'author', title.author,
                    'barcode', item.barcode, 'checked_out_at', loan.checked_out_at, 'due_at', loan.due_at,
                    'renewals_count', loan.renewals_count, 'returned_at', loan.returned_at, 'closed_at', loan.closed_at)
                    order by loan.checked_out_at, loan.id)
                from loans loan join items item on item.id = loan.item_id join titles title on title.id = loan.title_id
                where loan.patron_id = $1), '[]'),
            'holds', coalesce((
                select jsonb_agg(jsonb_build_object('id', hold.id, 'title', title.title, 'author', title.author,
                    'part', hold.part, 'state', hold.state, 'placed_at', hold.placed_at,
                    'wanted_until', hold.wanted_until, 'note', hold.note, 'waiting_since', hold.waiting_since,
                    'closed_at', hold.closed_at, 'close_reason', hold.close_reason,
                    'cancel_reason', hold.cancel_reason)
                    order by hold.placed_at, hold.id)
                from holds hold join titles title on title.id = hold.title_id
                where hold.patron_id = $1), '[]'),
            'account', coalesce((
                select jsonb_agg(jsonb_build_object('id', entry.id, 'kind', entry.kind, 'amount', entry.amount,
                    'fine_kind', fine.kind, 'detail', fine.detail, 'reason', entry.reason,
                    'entered_at', entry.entered_at) order by entry.seq)
                from accounts account join ledger_entries entry on entry.account_id = account.id
                left join fines fine on fine.id = entry.fine_id
                where account.patron_id = $1), '[]'),
            'restrictions', coalesce((
                select jsonb_agg(to_jsonb(restriction) - 'patron_id' - 'created_by' - 'lifted_by'
                    order by restriction.created_at, restriction.id)
                from patron_restrictions restriction where restriction.patron_id = $1), '[]'),
            'messages', coalesce((
                select jsonb_agg(to_jsonb(message) - 'patron_id' - 'created_by' - 'removed_by'
                    order by message.created_at, message.id)
                from patron_messages message where message.patron_id = $1), '[]'),
            'guardians', coalesce((
                select jsonb_agg(to_jsonb(link) - 'patron_id' || jsonb_build_object('name', other.name)
                    order by other.name, other.id)
                from patron_guardians link join patrons other on other.id = link.guardian_id
                where link.patron_id = $1), '[]'),
            'children', coalesce((
                select jsonb_agg(to_jsonb(link) - 'guardian_id' || jsonb_build_object('name', other.name)
                    order by other.name, other.id)
                from patron_guardians link join patrons other on other.id = link.patron_id
                where link.guardian_id = $1), '[]'),
            'sessions', coalesce((
                select jsonb_agg(jsonb_build_object('created_at', session.created_at,
                    'last_used_at', session.last_used_at) order by session.created_at, session.id)
                from sessions session where session.subject_kind = 'patron' and session.subject_id = $1), '[]'),
            'deeds', coalesce((
                select jsonb_agg(jsonb_build_object('at', event.at, 'deed', event.deed, 'reason', event.reason)
                    order by event.id)
                from audit_events event where event.patron_id in (select id from ids)), '[]')
        ) as export
        from record";

/// None when there is no such patron.
pub(in crate::patrons) fn export(conn: &mut PgConnection, desk: &Desk, id: Uuid) -> QueryResult<Option<Value>> {
    let row: Option<Export> = sql(EXPORT)
        .bind::<SqlUuid, _>(id)
        .bind::<SqlUuid, _>(Uuid::now_v7())
        .bind::<Timestamptz, _>(desk.now)
        .bind::<SqlUuid, _>(desk.staff_id)
        .bind::<Text, _>(role_name(desk.role))
        .bind::<SqlUuid, _>(desk.branch_id)
        .bind::<Text, _>(desk.request_id.as_ref())
        .get_result(conn)
        .optional()?;
    Ok(row.map(|row| row.export))
}
