//! What a deed leaves behind, in its own transaction: one audit row and one event.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::{Value, json};
use uuid::Uuid;

use super::db::sql;
use super::desk::{Desk, Role, role_name};

/// A deed as audit and readers of events see it.
pub struct Deed {
    /// Noun and past participle, as in `patron.registered`.
    pub name: &'static str,
    /// What kind of thing it was done to.
    pub subject_kind: &'static str,
    /// And which.
    pub subject_id: Uuid,
    /// The patron it concerns, if any.
    pub patron_id: Option<Uuid>,
    /// Why, in the words of whoever did it.
    pub reason: Option<String>,
    /// The supervisor who lifted a block at this desk.
    pub authorised_by: Option<Uuid>,
    /// Before and after, without personal data.
    pub changes: Value,
}

impl Deed {
    /// A deed on one thing.
    pub fn on(name: &'static str, subject_kind: &'static str, subject_id: Uuid) -> Self {
        Self {
            name,
            subject_kind,
            subject_id,
            patron_id: None,
            reason: None,
            authorised_by: None,
            changes: Value::Object(serde_json::Map::new()),
        }
    }

    /// It concerns this patron.
    #[must_use]
    pub fn of_patron(mut self, patron_id: Uuid) -> Self {
        self.patron_id = Some(patron_id);
        self
    }

    /// With a reason.
    #[must_use]
    pub fn because(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }

    /// A supervisor lifted a block for it.
    #[must_use]
    pub fn authorised_by(mut self, supervisor_id: Uuid) -> Self {
        self.authorised_by = Some(supervisor_id);
        self
    }

    /// With what changed. No personal data: audit outlives the person.
    #[must_use]
    pub fn changing(mut self, changes: Value) -> Self {
        self.changes = changes;
        self
    }
}

/// Records the deed of a staff member. Call it inside the deed's transaction.
pub fn record(conn: &mut PgConnection, desk: &Desk, deed: Deed) -> QueryResult<()> {
    sql("with event as (
            insert into outbox (at, kind, branch_id, subject_id, payload)
            values ($1, $2, $3, $4, jsonb_strip_nulls(jsonb_build_object('patron_id', $5::uuid)))
        )
        insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
            patron_id, reason, authorised_by, changes, request_id)
        values ($6, $1, $2, 'staff', $7, $8, $3, $9, $4, $5, $10, $11, $12, $13)")
    .bind::<Timestamptz, _>(desk.now)
    .bind::<Text, _>(deed.name)
    .bind::<Nullable<SqlUuid>, _>(Some(desk.branch_id))
    .bind::<SqlUuid, _>(deed.subject_id)
    .bind::<Nullable<SqlUuid>, _>(deed.patron_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<Text, _>(deed.subject_kind)
    .bind::<Nullable<Text>, _>(deed.reason)
    .bind::<Nullable<SqlUuid>, _>(deed.authorised_by)
    .bind::<Jsonb, _>(deed.changes)
    .bind::<Text, _>(desk.request_id.as_ref())
    .execute(conn)?;
    Ok(())
}

/// Who is behind something that happens away from a desk: around signing in, or in the service's own work.
#[derive(Clone, Debug)]
pub struct Author {
    /// Who.
    pub kind: AuthorKind,
    /// When.
    pub now: DateTime<Utc>,
    /// The request it came with; empty in the service's own work.
    pub request_id: Arc<str>,
}

/// What kind of author.
#[derive(Clone, Copy, Debug)]
pub enum AuthorKind {
    /// A staff member, of this role, at this branch.
    Staff(Uuid, Role, Uuid),
    /// A patron.
    Patron(Uuid),
    /// Nobody who is known.
    System,
}

/// Writes the audit row alone: no reader of events needs to know who signs in. Call it inside the transaction.
pub fn note(conn: &mut PgConnection, author: &Author, deed: Deed) -> QueryResult<()> {
    let (kind, id, role, branch_id) = match author.kind {
        AuthorKind::Staff(id, role, branch_id) => ("staff", Some(id), Some(role_name(role)), Some(branch_id)),
        AuthorKind::Patron(id) => ("patron", Some(id), None, None),
        AuthorKind::System => ("system", None, None, None),
    };
    sql(
        "insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
            patron_id, reason, authorised_by, changes, request_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, nullif($14, ''))",
    )
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Timestamptz, _>(author.now)
    .bind::<Text, _>(deed.name)
    .bind::<Text, _>(kind)
    .bind::<Nullable<SqlUuid>, _>(id)
    .bind::<Nullable<Text>, _>(role)
    .bind::<Nullable<SqlUuid>, _>(branch_id)
    .bind::<Text, _>(deed.subject_kind)
    .bind::<SqlUuid, _>(deed.subject_id)
    .bind::<Nullable<SqlUuid>, _>(deed.patron_id)
    .bind::<Nullable<Text>, _>(deed.reason)
    .bind::<Nullable<SqlUuid>, _>(deed.authorised_by)
    .bind::<Jsonb, _>(deed.changes)
    .bind::<Text, _>(author.request_id.as_ref())
    .execute(conn)?;
    Ok(())
}

/// Writes the audit row alone of a staff member's deed whose event was written with what it changed. Call it inside the
/// transaction.
pub fn note_at_desk(conn: &mut PgConnection, desk: &Desk, deed: Deed) -> QueryResult<()> {
    let author = Author {
        kind: AuthorKind::Staff(desk.staff_id, desk.role, desk.branch_id),
        now: desk.now,
        request_id: Arc::clone(&desk.request_id),
    };
    note(conn, &author, deed)
}

/// Records many deeds of the service's own work, each with its audit row and its event, in one statement. Call it inside
/// the transaction.
pub fn record_all(conn: &mut PgConnection, now: DateTime<Utc>, deeds: Vec<Deed>) -> QueryResult<()> {
    if deeds.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::with_capacity(deeds.len());
    for deed in deeds {
        rows.push(json!({
            "id": Uuid::now_v7(), "deed": deed.name, "subject_kind": deed.subject_kind, "subject_id": deed.subject_id,
            "patron_id": deed.patron_id, "reason": deed.reason, "changes": deed.changes,
        }));
    }
    sql("with given as (
            select * from jsonb_to_recordset($1) as given (
                id uuid, deed text, subject_kind text, subject_id uuid, patron_id uuid, reason text, changes jsonb)
        ), event as (
            insert into outbox (at, kind, subject_id, payload)
            select $2, deed, subject_id, jsonb_strip_nulls(jsonb_build_object('patron_id', patron_id)) from given
        )
        insert into audit_events (id, at, deed, actor_kind, subject_kind, subject_id, patron_id, reason, changes)
        select id, $2, deed, 'system', subject_kind, subject_id, patron_id, reason, changes from given")
    .bind::<Jsonb, _>(Value::Array(rows))
    .bind::<Timestamptz, _>(now)
    .execute(conn)?;
    Ok(())
}
