//! `/branches/{id}/desks` and `/desks/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::code_list::ListQuery;
use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::etag::{self, IfMatch};
use crate::platform::idempotency::{Key, Optional, perform};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;

use super::store::{self, DeskRow, DeskUpdate};
use super::{change, create};

/// A place to work at a branch.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Desk)]
pub(crate) struct DeskBody {
    id: Uuid,
    branch_id: Uuid,
    #[schema(example = "Front desk")]
    name: String,
    /// Whether staff can choose it when they sign in.
    is_active: bool,
}

/// A new desk.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Front desk"}))]
pub(crate) struct DeskCreate {
    /// No other desk of the branch has it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Front desk")]
    name: String,
}

/// What to change; what is absent stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"is_active": false}))]
pub(crate) struct DeskPatch {
    /// No other desk of the branch has it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// Whether staff can choose it when they sign in.
    is_active: Option<bool>,
}

pub(in crate::branches) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_desks)
        .service(create_desk)
        .service(get_desk)
        .service(change_desk);
}

/// List the desks of a branch.
///
/// By name.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "branches",
    operation_id = "listDesks",
    params(("id" = Uuid, Path, description = "The branch."), ListQuery),
    responses((status = 200, description = "A page of desks.", body = Page<DeskBody>)),
    security(("staff" = []))
)]
#[get("/branches/{id}/desks")]
async fn list_desks(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    Query(query): Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<String>::new(query.limit, query.cursor.as_deref())?;
    let (after, limit) = (slice.after.clone(), slice.fetch());
    let rows = db
        .read(move |conn| store::list(conn, *branch_id, after.as_deref(), limit))
        .await?;
    let page = slice.page(rows, |row| row.name.clone(), DeskBody::from);
    Ok(page.respond(req.uri()))
}

/// Add a desk to a branch.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "createDesk",
    params(("id" = Uuid, Path, description = "The branch."), openapi::OptionalIdempotencyKey),
    request_body = DeskCreate,
    responses(
        (status = 201, description = "The new desk.", body = DeskBody, headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        (status = 409, description = "Another desk of the branch has the name."),
    ),
    security(("staff" = []))
)]
#[post("/branches/{id}/desks")]
async fn create_desk(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    key: Key<Optional>,
    Json(body): Json<DeskCreate>,
) -> Result<HttpResponse, Problem> {
    let name = body.name.clone();
    let caller = (desk.begin(), desk.staff_id);
    let key = key.at("/api/v1/desks");
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        create::create(conn, &desk, *branch_id, &name).map(DeskBody::from)
    })
    .await
    .map(etag::first)
}

/// Read a desk.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "branches",
    operation_id = "getDesk",
    params(("id" = Uuid, Path, description = "The desk.")),
    responses(
        (status = 200, description = "The desk.", body = DeskBody, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
    security(("staff" = []))
)]
#[get("/desks/{id}")]
async fn get_desk(req: HttpRequest, _: Desk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, *id)).await?;
    Ok(etag::found(&req, row.version, &DeskBody::from(row)))
}

/// Change a desk.
///
/// One that is no longer used is made not active; deeds done at it keep it.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "changeDesk",
    params(("id" = Uuid, Path, description = "The desk."), openapi::IfMatch),
    request_body(content = DeskPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = DeskBody, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Another desk of the branch has the name."),
    ),
    security(("staff" = []))
)]
#[patch("/desks/{id}")]
async fn change_desk(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<DeskPatch>,
) -> Result<HttpResponse, Problem> {
    let update = DeskUpdate {
        name: body.name,
        is_active: body.is_active,
    };
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, (*id, if_match.0), &update)
        })
        .await?;
    Ok(etag::changed(row.version, &DeskBody::from(row)))
}

impl From<DeskRow> for DeskBody {
    fn from(row: DeskRow) -> Self {
        Self {
            id: row.id,
            branch_id: row.branch_id,
            name: row.name,
            is_active: row.is_active,
        }
    }
}
