//! The writes of renewals, one or many in one statement.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::desk::{Desk, role_name};
use crate::platform::night::Night;

use super::lock::{self, Due, loans_of_night};

/// Locks items and patrons of at most so many loans that may renew themselves and that this night has not tried yet.
pub(in crate::loans) fn lock_due(conn: &mut PgConnection, night: &Night, at_most: i64) -> QueryResult<Vec<Due>> {
    let text = loans_of_night!(
        "l.terms @> '{\"auto_renew\": true}'
            and l.due_on - greatest(coalesce((l.terms ->> 'no_renewal_before_days')::integer, 0), 0) <= $2
            and l.due_at > $3 and l.kind = 'loan'
            and (l.auto_renewal_tried_on is null or l.auto_renewal_tried_on < $2)"
    );
    lock::of_night(conn, text, night, at_most)
}

/// One loan's renewal.
#[derive(Debug)]
pub(in crate::loans) struct RenewalWrites {
    pub loan_id: Uuid,
    pub patron_id: Uuid,
    pub due_at_before: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub due_on: NaiveDate,
    pub due_reasons: Vec<String>,
    /// What the overdue fine comes to up to now; minor units.
    pub fine_before_renewal: i64,
    /// The codes that were lifted.
    pub changes: Value,
    pub reason: Option<String>,
    pub authorised_by: Option<Uuid>,
}

fn column<'a, T: 'a>(writes: &'a [RenewalWrites], value: impl Fn(&'a RenewalWrites) -> T) -> Vec<T> {
    writes.iter().map(value).collect()
}

/// By whom, when and where.
struct Author<'a> {
    /// Of the renewal.
    renewed_at: DateTime<Utc>,
    /// Of event and audit row.
    at: DateTime<Utc>,
    branch_id: Uuid,
    /// None when the night does it.
    staff: Option<(Uuid, &'static str)>,
    night_on: Option<NaiveDate>,
    request_id: Option<&'a str>,
}

/// Moves the due dates and leaves renewals, events and audit rows.
pub(in crate::loans) fn write(conn: &mut PgConnection, desk: &Desk, writes: &[RenewalWrites]) -> QueryResult<()> {
    let author = Author {
        renewed_at: desk.now,
        at: desk.now,
        branch_id: desk.branch_id,
        staff: Some((desk.staff_id, role_name(desk.role))),
        night_on: None,
        request_id: Some(desk.request_id.as_ref()),
    };
    write_by(conn, &author, writes)
}

/// The same for loans that renewed themselves; of those that are left as they are it notes that the night tried.
pub(in crate::loans) fn write_by_night(
    conn: &mut PgConnection,
    night: &Night,
    writes: &[RenewalWrites],
    left: &[Uuid],
) -> QueryResult<()> {
    let author = Author {
        renewed_at: night.begins_at,
        at: night.now,
        branch_id: night.branch_id,
        staff: None,
        night_on: Some(night.on),
        request_id: None,
    };
    if !writes.is_empty() {
        write_by(conn, &author, writes)?;
    }
    if !left.is_empty() {
        sql("update loans set auto_renewal_tried_on = $1 where id = any($2)")
            .bind::<Date, _>(night.on)
            .bind::<Array<SqlUuid>, _>(left)
            .execute(conn)?;
    }
    Ok(())
}

fn write_by(conn: &mut PgConnection, author: &Author<'_>, writes: &[RenewalWrites]) -> QueryResult<()> {
    let ids = column(writes, |_| Uuid::now_v7());
    let audit_ids = column(writes, |_| Uuid::now_v7());
    let reasons = serde_json::to_value(column(writes, |renewal| &renewal.due_reasons)).unwrap_or_default();
    sql("with renewed as materialized (
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[],
                $7::date[], $8::bigint[], $9::jsonb[], $10::text[], $11::uuid[]) with ordinality
                as r(renewal_id, audit_id, loan_id, patron_id, due_at_before, due_at, due_on, fine, changes, reason,
                    authorised_by, position)
        ), loan as (
            update loans l
            set due_at = r.due_at, due_on = r.due_on, renewals_count = l.renewals_count + 1,
                fine_before_renewal = r.fine, auto_renewal_tried_on = coalesce($19, l.auto_renewal_tried_on),
                due_reasons = array(select jsonb_array_elements_text($12::jsonb -> (r.position - 1)::integer))
            from renewed r
            where l.id = r.loan_id
        ), renewal as (
            insert into renewals (id, loan_id, renewed_at, branch_id, staff_id, due_at_before, due_at_after, night_on)
            select renewal_id, loan_id, $18, $14, $15, due_at_before, due_at, $19 from renewed
        ), event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            select $13, 'loan.renewed', $14, loan_id, jsonb_build_object('patron_id', patron_id)
            from renewed order by position
        )
        insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
            patron_id, reason, authorised_by, changes, request_id)
        select audit_id, $13, 'loan.renewed', case when $15::uuid is null then 'system' else 'staff' end, $15, $16, $14, 'loan', loan_id, patron_id, reason,
            authorised_by, changes, $17
        from renewed")
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<SqlUuid>, _>(audit_ids)
    .bind::<Array<SqlUuid>, _>(column(writes, |renewal| renewal.loan_id))
    .bind::<Array<SqlUuid>, _>(column(writes, |renewal| renewal.patron_id))
    .bind::<Array<Timestamptz>, _>(column(writes, |renewal| renewal.due_at_before))
    .bind::<Array<Timestamptz>, _>(column(writes, |renewal| renewal.due_at))
    .bind::<Array<Date>, _>(column(writes, |renewal| renewal.due_on))
    .bind::<Array<BigInt>, _>(column(writes, |renewal| renewal.fine_before_renewal))
    .bind::<Array<Jsonb>, _>(column(writes, |renewal| renewal.changes.clone()))
    .bind::<Array<Nullable<Text>>, _>(column(writes, |renewal| renewal.reason.clone()))
    .bind::<Array<Nullable<SqlUuid>>, _>(column(writes, |renewal| renewal.authorised_by))
    .bind::<Jsonb, _>(reasons)
    .bind::<Timestamptz, _>(author.at)
    .bind::<SqlUuid, _>(author.branch_id)
    .bind::<Nullable<SqlUuid>, _>(author.staff.map(|(id, _)| id))
    .bind::<Nullable<Text>, _>(author.staff.map(|(_, role)| role))
    .bind::<Nullable<Text>, _>(author.request_id)
    .bind::<Timestamptz, _>(author.renewed_at)
    .bind::<Nullable<Date>, _>(author.night_on)
    .execute(conn)?;
    Ok(())
}
