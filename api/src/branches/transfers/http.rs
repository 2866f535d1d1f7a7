//! `/transfers`.

use actix_web::{HttpRequest, HttpResponse, get, put, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::etag::{self, IfMatch};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;

use super::replace;
use super::store::{self, RuleRow};

/// Between which branches items may be sent.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Transfers {
    /// One for each pair that is not simply allowed.
    #[validate(length(max = 1500))]
    #[schema(max_items = 1500)]
    rules: Vec<TransferRule>,
}

/// Whether items may be sent from one branch to another.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TransferRule {
    from_branch_id: Uuid,
    /// Another branch.
    to_branch_id: Uuid,
    /// A pair without a rule is allowed.
    is_allowed: bool,
}

pub(in crate::branches) fn configure(config: &mut ServiceConfig) {
    config.service(get_transfers).service(replace_transfers);
}

/// Read the transfer rules.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "branches",
    operation_id = "getTransfers",
    responses(
        (status = 200, description = "The rules.", body = Transfers, headers(("ETag" = String, description = "The version of the library's settings."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
    security(("staff" = []))
)]
#[get("/transfers")]
async fn get_transfers(req: HttpRequest, _: Desk, db: web::Data<Db>) -> Result<HttpResponse, Problem> {
    let matrix = db.read(store::find).await?;
    Ok(etag::found(&req, matrix.version, &Transfers::from(matrix.rules.0)))
}

/// Replace the transfer rules.
///
/// Items that are under way arrive all the same.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "replaceTransfers",
    params(openapi::IfMatch),
    request_body = Transfers,
    responses((status = 200, description = "As they are now.", body = Transfers, headers(("ETag" = String, description = "The version of the library's settings.")))),
    security(("staff" = []))
)]
#[put("/transfers")]
async fn replace_transfers(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    if_match: IfMatch,
    Json(body): Json<Transfers>,
) -> Result<HttpResponse, Problem> {
    let rules: Vec<RuleRow> = body.rules.into_iter().map(RuleRow::from).collect();
    let matrix = db
        .write(desk.begin(), move |conn| {
            replace::replace(conn, &desk, if_match.0, &rules)
        })
        .await?;
    Ok(etag::changed(matrix.version, &Transfers::from(matrix.rules.0)))
}

impl From<Vec<RuleRow>> for Transfers {
    fn from(rows: Vec<RuleRow>) -> Self {
        let rules = rows.into_iter().map(|row| TransferRule {
            from_branch_id: row.from_branch_id,
            to_branch_id: row.to_branch_id,
            is_allowed: row.is_allowed,
        });
        Self { rules: rules.collect() }
    }
}

impl From<TransferRule> for RuleRow {
    fn from(rule: TransferRule) -> Self {
        Self {
            from_branch_id: rule.from_branch_id,
            to_branch_id: rule.to_branch_id,
            is_allowed: rule.is_allowed,
        }
    }
}
