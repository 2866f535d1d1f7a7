//! `GET /policies/resolve`.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, web};
use carrel_rules::policy::{Attributes, Limits, LimitsResolution, Resolution};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::problem::Problem;

use super::super::attributes::http::AttributesBody;

/// What the policies say together about one patron and one item.
#[derive(Serialize, ToSchema)]
pub(crate) struct ResolvedPolicy {
    /// Whether any policy matched at all; without one nothing may be lent.
    matched: bool,
    /// Every attribute; null when no matching policy sets it.
    #[schema(value_type = AttributesBody)]
    attributes: Map<String, Value>,
    /// Which policy each set attribute comes from.
    sources: BTreeMap<&'static str, Uuid>,
    /// Every limit of such a patron; null when there is none.
    #[schema(value_type = ResolvedLimits)]
    limits: Map<String, Value>,
    /// Which row of patron limits each set limit comes from.
    limit_sources: BTreeMap<&'static str, Uuid>,
}

/// How much a patron may have; null is without limit. Amounts are in minor units.
#[derive(ToSchema)]
#[allow(dead_code, reason = "exists for its schema; the values come from the rules")]
struct ResolvedLimits {
    /// Open loans, on-site ones not counted.
    max_loans: Option<i32>,
    /// Open holds.
    max_holds: Option<i32>,
    /// What may be owed before loans stop.
    max_balance: Option<i64>,
    /// Loans that may be overdue before further ones stop.
    max_overdue: Option<i32>,
    /// Items that may be lost before further loans stop.
    max_lost: Option<i32>,
    /// What overdue fines may come to over all of the patron's loans.
    fine_cap: Option<i64>,
}

/// For whom and what.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Scope {
    /// The branch that controls the loan.
    branch_id: Uuid,
    /// The patron's category.
    patron_category_id: Uuid,
    /// The item's type.
    item_type_id: Uuid,
}

pub(in crate::policies) fn configure(config: &mut ServiceConfig) {
    config.service(resolve_policy);
}

/// Resolve the policies.
///
/// Each attribute on its own, from the most specific policy that sets it: a named branch weighs more than a named patron
/// category, that more than a named item type.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "policies",
    operation_id = "resolvePolicy",
    params(Scope),
    responses((status = 200, description = "What holds, and which policy says so.", body = ResolvedPolicy)),
    security(("staff" = []))
)]
#[get("/policies/resolve")]
async fn resolve_policy(_: Desk, db: web::Data<Db>, Query(scope): Query<Scope>) -> Result<HttpResponse, Problem> {
    let (policy, limits) = db
        .snapshot(move |conn| super::resolve(conn, scope.branch_id, scope.patron_category_id, scope.item_type_id))
        .await?;
    Ok(HttpResponse::Ok().json(ResolvedPolicy::new(policy, limits)?))
}

impl ResolvedPolicy {
    fn new(policy: Resolution, limits: LimitsResolution) -> Result<Self, Problem> {
        Ok(Self {
            matched: policy.matched,
            attributes: complete(Attributes::NAMES, &policy.attributes)?,
            sources: policy.sources,
            limits: complete(Limits::NAMES, &limits.limits)?,
            limit_sources: limits.sources,
        })
    }
}

/// All of the names, those that are not set with null.
fn complete(names: &[&str], set: &impl Serialize) -> Result<Map<String, Value>, Problem> {
    let mut whole: Map<_, _> = names.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    match serde_json::to_value(set) {
        Ok(Value::Object(set)) => whole.extend(set),
        _ => return Err(Problem::internal("attributes are not an object")),
    }
    Ok(whole)
}
