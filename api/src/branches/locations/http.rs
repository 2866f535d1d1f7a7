//! `/branches/{id}/locations` and `/locations/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::code_list::{ListQuery, is_code};
use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::etag::{self, IfMatch};
use crate::platform::idempotency::{Key, Optional, perform};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;

use super::store::{self, LocationRow, LocationUpdate, NewLocation};
use super::{change, create};

/// A shelving area of a branch.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Location {
    id: Uuid,
    branch_id: Uuid,
    /// Short, as on labels.
    #[schema(example = "STACKS")]
    code: String,
    #[schema(example = "Stacks")]
    name: String,
    /// Whether patrons may go there.
    is_public: bool,
    /// Its place in the order of the branch, lowest first.
    position: i32,
}

/// A new location.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "STACKS", "name": "Stacks", "is_public": true, "position": 1}))]
pub(crate) struct LocationCreate {
    /// Short, of capitals, digits and hyphens. No other location of the branch has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$", example = "STACKS")]
    code: String,
    /// As staff and patrons read it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Stacks")]
    name: String,
    /// Whether patrons may go there; true unless told.
    #[serde(default = "yes")]
    #[schema(default = true)]
    is_public: bool,
    /// Its place in the order of the branch, lowest first; 0 unless told.
    #[serde(default)]
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000, default = 0)]
    position: i32,
}

/// What to change; what is absent stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Closed stacks", "is_public": false}))]
pub(crate) struct LocationPatch {
    /// Short, of capitals, digits and hyphens. No other location of the branch has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$")]
    code: Option<String>,
    /// As staff and patrons read it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// Whether patrons may go there.
    is_public: Option<bool>,
    /// Its place in the order of the branch, lowest first.
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000)]
    position: Option<i32>,
}

fn yes() -> bool {
    true
}

pub(in crate::branches) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_locations)
        .service(create_location)
        .service(get_location)
        .service(change_location);
}

/// List the locations of a branch.
///
/// In their order.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "branches",
    operation_id = "listLocations",
    params(("id" = Uuid, Path, description = "The branch."), ListQuery),
    responses((status = 200, description = "A page of locations.", body = Page<Location>)),
    security(("staff" = []))
)]
#[get("/branches/{id}/locations")]
async fn list_locations(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    Query(query): Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<(i32, String)>::new(query.limit, query.cursor.as_deref())?;
    let (after, limit) = (slice.after.clone(), slice.fetch());
    let rows = db
        .read(move |conn| store::list(conn, *branch_id, after.clone(), limit))
        .await?;
    let page = slice.page(rows, |row| (row.position, row.code.clone()), Location::from);
    Ok(page.respond(req.uri()))
}

/// Add a location to a branch.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "createLocation",
    params(("id" = Uuid, Path, description = "The branch."), openapi::OptionalIdempotencyKey),
    request_body = LocationCreate,
    responses(
        (status = 201, description = "The new location.", body = Location, headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        (status = 409, description = "Another location of the branch has the code."),
    ),
    security(("staff" = []))
)]
#[post("/branches/{id}/locations")]
async fn create_location(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    key: Key<Optional>,
    Json(body): Json<LocationCreate>,
) -> Result<HttpResponse, Problem> {
    let location = NewLocation::from(body.clone());
    let caller = (desk.begin(), desk.staff_id);
    let key = key.at("/api/v1/locations");
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        create::create(conn, &desk, *branch_id, &location).map(Location::from)
    })
    .await
    .map(etag::first)
}

/// Read a location.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "branches",
    operation_id = "getLocation",
    params(("id" = Uuid, Path, description = "The location.")),
    responses(
        (status = 200, description = "The location.", body = Location, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
    security(("staff" = []))
)]
#[get("/locations/{id}")]
async fn get_location(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, *id)).await?;
    Ok(etag::found(&req, row.version, &Location::from(row)))
}

/// Change a location.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "changeLocation",
    params(("id" = Uuid, Path, description = "The location."), openapi::IfMatch),
    request_body(content = LocationPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = Location, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Another location of the branch has the code."),
    ),
    security(("staff" = []))
)]
#[patch("/locations/{id}")]
async fn change_location(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<LocationPatch>,
) -> Result<HttpResponse, Problem> {
    let update = LocationUpdate::from(body);
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, (*id, if_match.0), &update)
        })
        .await?;
    Ok(etag::changed(row.version, &Location::from(row)))
}

impl From<LocationRow> for Location {
    fn from(row: LocationRow) -> Self {
        Self {
            id: row.id,
            branch_id: row.branch_id,
            code: row.code,
            name: row.name,
            is_public: row.is_public,
            position: row.position,
        }
    }
}

impl From<LocationCreate> for NewLocation {
    fn from(body: LocationCreate) -> Self {
        Self {
            code: body.code,
            name: body.name,
            is_public: body.is_public,
            position: body.position,
        }
    }
}

impl From<LocationPatch> for LocationUpdate {
    fn from(patch: LocationPatch) -> Self {
        Self {
            code: patch.code,
            name: patch.name,
            is_public: patch.is_public,
            position: patch.position,
        }
    }
}
