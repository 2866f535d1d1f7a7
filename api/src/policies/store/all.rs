//! Everything that policies and limits say, for resolving.

use carrel_rules::policy::{Attributes, Limits, LimitsRow, Row};
use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Uuid as SqlUuid};
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};

use super::super::cache::PolicySet;

#[derive(QueryableByName)]
struct EveryRow {
    #[diesel(sql_type = SqlUuid)]
    version: Uuid,
    #[diesel(sql_type = Jsonb)]
    policies: FromJson<Vec<StoredPolicy>>,
    #[diesel(sql_type = Jsonb)]
    limits: FromJson<Vec<StoredLimits>>,
}

#[derive(Deserialize)]
struct StoredPolicy {
    id: Uuid,
    branch_id: Option<Uuid>,
    patron_category_id: Option<Uuid>,
    item_type_id: Option<Uuid>,
    attributes: Attributes,
}

#[derive(Deserialize)]
struct StoredLimits {
    id: Uuid,
    branch_id: Option<Uuid>,
    patron_category_id: Option<Uuid>,
    limits: Limits,
}

/// Every policy, every limit and the version they have together, in one statement: so no version is ever taken for
/// another's rows.
pub(in crate::policies) fn all(conn: &mut PgConnection) -> QueryResult<(Uuid, PolicySet)> {
    let rows: EveryRow = sql("select policy_version as version,
            (select coalesce(jsonb_agg(to_jsonb(policies)), '[]') from policies) as policies,
            (select coalesce(jsonb_agg(jsonb_build_object(
                'id', id, 'branch_id', branch_id, 'patron_category_id', patron_category_id,
                'limits', jsonb_build_object('max_loans', max_loans, 'max_holds', max_holds, 'max_balance', max_balance,
                    'max_overdue', max_overdue, 'max_lost', max_lost, 'fine_cap', fine_cap)
             )), '[]') from patron_limits) as limits
        from library")
    .get_result(conn)?;
    let set = PolicySet {
        policies: rows.policies.0.into_iter().map(Row::from).collect(),
        limits: rows.limits.0.into_iter().map(LimitsRow::from).collect(),
    };
    Ok((rows.version, set))
}

impl From<StoredPolicy> for Row {
    fn from(stored: StoredPolicy) -> Self {
        Self {
            id: stored.id,
            branch_id: stored.branch_id,
            category_id: stored.patron_category_id,
            item_type_id: stored.item_type_id,
            attributes: stored.attributes,
        }
    }
}

impl From<StoredLimits> for LimitsRow {
    fn from(stored: StoredLimits) -> Self {
        Self {
            id: stored.id,
            branch_id: stored.branch_id,
            category_id: stored.patron_category_id,
            limits: stored.limits,
        }
    }
}
