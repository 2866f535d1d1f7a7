//! `/patron-limits` and `/patron-limits/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::code_list::ListQuery;
use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::etag::{self, IfMatch};
use crate::platform::idempotency::{Key, Optional, perform};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;

use super::store::{self, LimitsUpdate, NewLimits};
use super::{change, create, remove};

mod body;

use body::{PatronLimits, PatronLimitsCreate, PatronLimitsPatch};

pub(in crate::policies) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_limits)
        .service(create_limits)
        .service(get_limits)
        .service(change_limits)
        .service(remove_limits);
}

/// List the patron limits.
///
/// In the order in which they were added.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "policies",
    operation_id = "listPatronLimits",
    params(ListQuery),
    responses((status = 200, description = "A page of limits.", body = Page<PatronLimits>)),
    security(("staff" = []))
)]
#[get("/patron-limits")]
async fn list_limits(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    Query(query): Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<Uuid>::new(query.limit, query.cursor.as_deref())?;
    let (after, limit) = (slice.after, slice.fetch());
    let rows = db.read(move |conn| store::list(conn, after, limit)).await?;
    Ok(slice.page(rows, |row| row.id, PatronLimits::from).respond(req.uri()))
}

/// Add patron limits.
///
/// They hold from the next deed on; what a patron has already stays.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "policies",
    operation_id = "createPatronLimits",
    params(openapi::OptionalIdempotencyKey),
    request_body = PatronLimitsCreate,
    responses(
        (status = 201, description = "The new limits.", body = PatronLimits, headers(("ETag" = String, description = "Their version."), ("Location" = String, description = "Their address."))),
        (status = 409, description = "There are limits for this combination of branch and category."),
    ),
    security(("staff" = []))
)]
#[post("/patron-limits")]
async fn create_limits(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    key: Key<Optional>,
    Json(body): Json<PatronLimitsCreate>,
) -> Result<HttpResponse, Problem> {
    let limits = NewLimits::from(body.clone());
    let caller = (desk.begin(), desk.staff_id);
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        create::create(conn, &desk, &limits).map(PatronLimits::from)
    })
    .await
    .map(etag::first)
}

/// Read patron limits.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "policies",
    operation_id = "getPatronLimits",
    params(("id" = Uuid, Path, description = "The limits.")),
    responses(
        (status = 200, description = "The limits.", body = PatronLimits, headers(("ETag" = String, description = "Their version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
    security(("staff" = []))
)]
#[get("/patron-limits/{id}")]
async fn get_limits(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, *id)).await?;
    Ok(etag::found(&req, row.version, &PatronLimits::from(row)))
}

/// Change patron limits.
///
/// They hold from the next deed on; what a patron has already stays.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "policies",
    operation_id = "changePatronLimits",
    params(("id" = Uuid, Path, description = "The limits."), openapi::IfMatch),
    request_body(content = PatronLimitsPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As they are now.", body = PatronLimits, headers(("ETag" = String, description = "Their version."))),
        (status = 409, description = "There are limits for this combination of branch and category."),
    ),
    security(("staff" = []))
)]
#[patch("/patron-limits/{id}")]
async fn change_limits(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<PatronLimitsPatch>,
) -> Result<HttpResponse, Problem> {
    let update = LimitsUpdate::from(body);
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, (*id, if_match.0), &update)
        })
        .await?;
    Ok(etag::changed(row.version, &PatronLimits::from(row)))
}

/// Remove patron limits.
///
/// Patrons whom they held for fall to less specific ones.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "policies",
    operation_id = "removePatronLimits",
    params(("id" = Uuid, Path, description = "The limits."), openapi::IfMatch),
    responses((status = 204, description = "They are gone.")),
    security(("staff" = []))
)]
#[delete("/patron-limits/{id}")]
async fn remove_limits(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    db.write(desk.begin(), move |conn| remove::remove(conn, &desk, (*id, if_match.0)))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
