//! Policies and patron limits.

use carrel_rules::policy::{Attributes, Limits, LimitsRow, Row};
use diesel::PgConnection;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Today;
use crate::demo::store::fill;
use crate::demo::{DataError, DemoError, id};

/// `data/policies.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    policies: Vec<PolicyData>,
    patron_limits: Vec<LimitsData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyData {
    branch: Option<String>,
    patron_category: Option<String>,
    item_type: Option<String>,
    attributes: Attributes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsData {
    branch: Option<String>,
    patron_category: Option<String>,
    limits: Limits,
}

/// The rows, for those who ask what is due when.
pub(super) struct Policies {
    pub(super) rows: Vec<Row>,
    pub(super) limits: Vec<LimitsRow>,
}

/// Inserts them and hands them on.
pub(super) fn insert(conn: &mut PgConnection, today: Today) -> Result<Policies, DemoError> {
    let data: Data = serde_json::from_str(include_str!("../data/policies.json"))
        .map_err(|error| DataError::new(format!("policies.json: {error}")))?;
    let policies = Policies {
        rows: data.policies.into_iter().map(policy).collect(),
        limits: data.patron_limits.into_iter().map(limits).collect(),
    };
    fill(
        conn,
        "policies",
        policies.rows.iter().map(|row| policy_row(row, today)).collect(),
    )?;
    fill(conn, "patron_limits", policies.limits.iter().map(limits_row).collect())?;
    Ok(policies)
}

fn named(kind: &str, code: Option<&String>) -> Option<Uuid> {
    code.map(|code| id(kind, code))
}

fn policy(data: PolicyData) -> Row {
    let key = format!("{:?} {:?} {:?}", data.branch, data.patron_category, data.item_type);
    Row {
        id: id("policy", &key),
        branch_id: named("branch", data.branch.as_ref()),
        category_id: named("patron_category", data.patron_category.as_ref()),
        item_type_id: named("item_type", data.item_type.as_ref()),
        attributes: data.attributes,
    }
}

fn limits(data: LimitsData) -> LimitsRow {
    LimitsRow {
        id: id(
            "patron_limits",
            &format!("{:?} {:?}", data.branch, data.patron_category),
        ),
        branch_id: named("branch", data.branch.as_ref()),
        category_id: named("patron_category", data.patron_category.as_ref()),
        limits: data.limits,
    }
}

fn policy_row(row: &Row, today: Today) -> Value {
    json!({ "id": row.id, "branch_id": row.branch_id, "patron_category_id": row.category_id,
        "item_type_id": row.item_type_id, "attributes": row.attributes,
        "created_at": today.founded(), "updated_at": today.founded() })
}

fn limits_row(row: &LimitsRow) -> Value {
    let limits = &row.limits;
    json!({ "id": row.id, "branch_id": row.branch_id, "patron_category_id": row.category_id,
        "max_loans": limits.max_loans, "max_holds": limits.max_holds, "max_balance": limits.max_balance,
        "max_overdue": limits.max_overdue, "max_lost": limits.max_lost, "fine_cap": limits.fine_cap })
}
