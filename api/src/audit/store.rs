//! The table `audit_events`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::{BranchRef, StaffRef};

/// A row with the names of whom and what it refers to.
#[derive(QueryableByName)]
pub(super) struct EventRow {
    #[diesel(sql_type = SqlUuid)]
    pub(super) id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub(super) at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    pub(super) deed: String,
    #[diesel(sql_type = Text)]
    pub(super) actor_kind: String,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub(super) actor: Option<FromJson<StaffRef>>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) role: Option<String>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub(super) branch: Option<FromJson<BranchRef>>,
    #[diesel(sql_type = Text)]
    pub(super) subject_kind: String,
    #[diesel(sql_type = SqlUuid)]
    pub(super) subject_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub(super) patron_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) reason: Option<String>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub(super) authorised_by: Option<FromJson<StaffRef>>,
    #[diesel(sql_type = Jsonb)]
    pub(super) changes: FromJson<Map<String, Value>>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) request_id: Option<String>,
}

/// Which events to list.
pub(super) struct Filter {
    pub(super) patron_id: Option<Uuid>,
    pub(super) staff_id: Option<Uuid>,
    pub(super) subject_id: Option<Uuid>,
    pub(super) branch_id: Option<Uuid>,
    pub(super) deed: Option<String>,
    /// From this instant on.
    pub(super) from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub(super) to: Option<DateTime<Utc>>,
    /// Id of the last one on the page before.
    pub(super) after: Option<Uuid>,
    pub(super) limit: i64,
}

/// Reads a page, newest first: ids are made in the order of time.
pub(super) fn list(conn: &mut PgConnection, filter: &Filter) -> QueryResult<Vec<EventRow>> {
    sql(
        "select e.id, e.at, e.deed, e.actor_kind, e.role, e.subject_kind, e.subject_id, e.patron_id, e.reason, e.changes,
            e.request_id,
            case when actor.id is not null then jsonb_build_object('id', actor.id, 'name', actor.name) end as actor,
            case when giver.id is not null then jsonb_build_object('id', giver.id, 'name', giver.name) end
                as authorised_by,
            case when b.id is not null then jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name) end as branch
         from audit_events e
         left join staff actor on actor.id = e.actor_id and e.actor_kind = 'staff'
         left join staff giver on giver.id = e.authorised_by
         left join branches b on b.id = e.branch_id
         where ($1::uuid is null or e.patron_id = $1)
            and ($2::uuid is null or (e.actor_id = $2 and e.actor_kind = 'staff') or e.authorised_by = $2)
            and ($3::uuid is null or e.subject_id = $3)
            and ($4::uuid is null or e.branch_id = $4)
            and ($5::text is null or e.deed = $5)
            and ($6::timestamptz is null or e.at >= $6)
            and ($7::timestamptz is null or e.at < $7)
            and ($8::uuid is null or e.id < $8)
         order by e.id desc limit $9",
    )
    .bind::<Nullable<SqlUuid>, _>(filter.patron_id)
    .bind::<Nullable<SqlUuid>, _>(filter.staff_id)
    .bind::<Nullable<SqlUuid>, _>(filter.subject_id)
    .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
    .bind::<Nullable<Text>, _>(filter.deed.as_deref())
    .bind::<Nullable<Timestamptz>, _>(filter.from)
    .bind::<Nullable<Timestamptz>, _>(filter.to)
    .bind::<Nullable<SqlUuid>, _>(filter.after)
    .bind::<BigInt, _>(filter.limit)
    .load(conn)
}
