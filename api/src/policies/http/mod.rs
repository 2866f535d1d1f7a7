//! `/policies` and `/policies/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::etag::{self, IfMatch};
use crate::platform::idempotency::{Key, Optional, perform};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;

use super::change::{self, Change};
use super::store::{self, Filter};
use super::{create, limits, remove, resolve};

mod body;

use body::{Policy, PolicyCreate, PolicyPatch, PolicyQuery};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .configure(resolve::http::configure)
        .service(list_policies)
        .service(create_policy)
        .service(get_policy)
        .service(change_policy)
        .service(remove_policy)
        .configure(limits::http::configure);
}

/// List the policies.
///
/// In the order in which they were added.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "policies",
    operation_id = "listPolicies",
    params(PolicyQuery),
    responses((status = 200, description = "A page of policies.", body = Page<Policy>)),
    security(("staff" = []))
)]
#[get("/policies")]
async fn list_policies(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    Query(query): Query<PolicyQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<Uuid>::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        branch_id: query.branch_id,
        patron_category_id: query.patron_category_id,
        item_type_id: query.item_type_id,
        after: slice.after,
        limit: slice.fetch(),
    };
    let rows = db.read(move |conn| store::list(conn, &filter)).await?;
    Ok(slice.page(rows, |row| row.id, Policy::from).respond(req.uri()))
}

/// Add a policy.
///
/// It holds from the next deed on; loans already out keep their terms.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "policies",
    operation_id = "createPolicy",
    params(openapi::OptionalIdempotencyKey),
    request_body = PolicyCreate,
    responses(
        (status = 201, description = "The new policy.", body = Policy, headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        (status = 409, description = "There is a policy for this combination of branch, category and type."),
    ),
    security(("staff" = []))
)]
#[post("/policies")]
async fn create_policy(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    key: Key<Optional>,
    Json(body): Json<PolicyCreate>,
) -> Result<HttpResponse, Problem> {
    let policy = body.to_row()?;
    let caller = (desk.begin(), desk.staff_id);
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        create::create(conn, &desk, &policy).map(Policy::from)
    })
    .await
    .map(etag::first)
}

/// Read a policy.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "policies",
    operation_id = "getPolicy",
    params(("id" = Uuid, Path, description = "The policy.")),
    responses(
        (status = 200, description = "The policy.", body = Policy, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
    security(("staff" = []))
)]
#[get("/policies/{id}")]
async fn get_policy(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, *id)).await?;
    Ok(etag::found(&req, row.version, &Policy::from(row)))
}

/// Change a policy.
///
/// It holds from the next deed on; loans already out keep their terms.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "policies",
    operation_id = "changePolicy",
    params(("id" = Uuid, Path, description = "The policy."), openapi::IfMatch),
    request_body(content = PolicyPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = Policy, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "There is a policy for this combination of branch, category and type."),
    ),
    security(("staff" = []))
)]
#[patch("/policies/{id}")]
async fn change_policy(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<PolicyPatch>,
) -> Result<HttpResponse, Problem> {
    let change = Change::try_from(body)?;
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, (*id, if_match.0), &change)
        })
        .await?;
    Ok(etag::changed(row.version, &Policy::from(row)))
}

/// Remove a policy.
///
/// Loans already out keep their terms.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "policies",
    operation_id = "removePolicy",
    params(("id" = Uuid, Path, description = "The policy."), openapi::IfMatch),
    responses((status = 204, description = "It is gone.")),
    security(("staff" = []))
)]
#[delete("/policies/{id}")]
async fn remove_policy(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    db.write(desk.begin(), move |conn| remove::remove(conn, &desk, (*id, if_match.0)))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
