//! `/fine-kinds` and `/fine-kinds/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
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

use super::store::{self, FineKindUpdate, NewFineKind};
use super::{change, create};

mod body;

use body::{OwnFineKind, OwnFineKindCreate, OwnFineKindPatch};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_fine_kinds)
        .service(create_fine_kind)
        .service(get_fine_kind)
        .service(change_fine_kind);
}

/// List the library's own kinds of fines.
///
/// By code.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "listFineKinds",
    params(ListQuery),
    responses((status = 200, description = "A page of kinds.", body = Page<OwnFineKind>)),
    security(("staff" = []))
)]
#[get("/fine-kinds")]
async fn list_fine_kinds(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    Query(query): Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<String>::new(query.limit, query.cursor.as_deref())?;
    let (after, limit) = (slice.after.clone(), slice.fetch());
    let rows = db.read(move |conn| store::list(conn, after.as_deref(), limit)).await?;
    let page = slice.page(rows, |row| row.code.clone(), OwnFineKind::from);
    Ok(page.respond(req.uri()))
}

/// Add a kind of fine.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "account",
    operation_id = "createFineKind",
    params(openapi::OptionalIdempotencyKey),
    request_body = OwnFineKindCreate,
    responses(
        (status = 201, description = "The new kind.", body = OwnFineKind, headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        (status = 409, description = "Another kind has the code."),
    ),
    security(("staff" = []))
)]
#[post("/fine-kinds")]
async fn create_fine_kind(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    key: Key<Optional>,
    Json(body): Json<OwnFineKindCreate>,
) -> Result<HttpResponse, Problem> {
    let new = NewFineKind::from(body.clone());
    let caller = (desk.begin(), desk.staff_id);
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        create::create(conn, &desk, &new).map(OwnFineKind::from)
    })
    .await
    .map(etag::first)
}

/// Read a kind of fine.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "getFineKind",
    params(("id" = Uuid, Path, description = "The kind.")),
    responses(
        (status = 200, description = "The kind.", body = OwnFineKind, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
    security(("staff" = []))
)]
#[get("/fine-kinds/{id}")]
async fn get_fine_kind(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, *id)).await?;
    Ok(etag::found(&req, row.version, &OwnFineKind::from(row)))
}

/// Change a kind of fine.
///
/// What was charged stays as it is.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "account",
    operation_id = "changeFineKind",
    params(("id" = Uuid, Path, description = "The kind."), openapi::IfMatch),
    request_body(content = OwnFineKindPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = OwnFineKind, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Another kind has the code."),
    ),
    security(("staff" = []))
)]
#[patch("/fine-kinds/{id}")]
async fn change_fine_kind(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<OwnFineKindPatch>,
) -> Result<HttpResponse, Problem> {
    let update = FineKindUpdate::from(body);
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, (*id, if_match.0), &update)
        })
        .await?;
    Ok(etag::changed(row.version, &OwnFineKind::from(row)))
}
