//! `/branches` and `/branches/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::db::Db;
use crate::platform::desk::{SupervisorDesk, Viewer};
use crate::platform::etag::{self, IfMatch};
use crate::platform::idempotency::{Key, Optional, perform};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;

use super::store::{self, BranchUpdate, NewBranch};
use super::{calendar, change, closures, create, desks, hours, locations, openings, transfers};

mod body;

use body::{Branch, BranchCreate, BranchPatch, BranchQuery};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_branches)
        .service(create_branch)
        .service(get_branch)
        .service(change_branch)
        .configure(hours::http::configure)
        .configure(closures::http::configure)
        .configure(openings::http::configure)
        .configure(calendar::http::configure)
        .configure(desks::http::configure)
        .configure(locations::http::configure)
        .configure(transfers::http::configure);
}

/// List the branches.
///
/// In the library's order.
///
/// Permissions: none; branches that are not active are shown to staff only.
#[utoipa::path(
    tag = "branches",
    operation_id = "listBranches",
    params(BranchQuery),
    responses((status = 200, description = "A page of branches.", body = Page<Branch>)),
)]
#[get("/branches")]
async fn list_branches(
    req: HttpRequest,
    viewer: Viewer,
    db: web::Data<Db>,
    Query(query): Query<BranchQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<(i32, String)>::new(query.limit, query.cursor.as_deref())?;
    let is_active = match (viewer.is_staff(), query.is_active) {
        (true, wanted) => wanted,
        // Asking for the others gives the public none of them.
        (false, Some(false)) => return Ok(slice.page(Vec::new(), key, Branch::from).respond(req.uri())),
        (false, _) => Some(true),
    };
    let (after, fetch) = (slice.after.clone(), slice.fetch());
    let rows = db
        .read(move |conn| store::list(conn, is_active, after.clone(), fetch))
        .await?;
    Ok(slice.page(rows, key, Branch::from).respond(req.uri()))
}

fn key(row: &store::BranchRow) -> (i32, String) {
    (row.position, row.code.clone())
}

/// Add a branch.
///
/// It is closed until it has hours.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "createBranch",
    params(openapi::OptionalIdempotencyKey),
    request_body = BranchCreate,
    responses(
        (status = 201, description = "The new branch.", body = Branch, headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        (status = 409, description = "Another branch has the code."),
    ),
    security(("staff" = []))
)]
#[post("/branches")]
async fn create_branch(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    key: Key<Optional>,
    Json(body): Json<BranchCreate>,
) -> Result<HttpResponse, Problem> {
    let branch = NewBranch::from(body.clone());
    let caller = (desk.begin(), desk.staff_id);
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        create::create(conn, &desk, &branch).map(Branch::from)
    })
    .await
    .map(etag::first)
}

/// Read a branch.
///
/// Permissions: none; a branch that is not active is shown to staff only.
#[utoipa::path(
    tag = "branches",
    operation_id = "getBranch",
    params(("id" = Uuid, Path, description = "The branch.")),
    responses(
        (status = 200, description = "The branch.", body = Branch, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    )
)]
#[get("/branches/{id}")]
async fn get_branch(
    req: HttpRequest,
    viewer: Viewer,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let with_inactive = viewer.is_staff();
    let row = db.read(move |conn| store::find(conn, *id, with_inactive)).await?;
    Ok(etag::found(&req, row.version, &Branch::from(row)))
}

/// Change a branch.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "changeBranch",
    params(("id" = Uuid, Path, description = "The branch."), openapi::IfMatch),
    request_body(content = BranchPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = Branch, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Another branch has the code."),
    ),
    security(("staff" = []))
)]
#[patch("/branches/{id}")]
async fn change_branch(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<BranchPatch>,
) -> Result<HttpResponse, Problem> {
    let update = BranchUpdate::from(body);
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, (*id, if_match.0), &update)
        })
        .await?;
    Ok(etag::changed(row.version, &Branch::from(row)))
}
