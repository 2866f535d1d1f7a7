//! `/collections` and `/collections/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::code_list::{CodeCreate, CodePatch, ListQuery};
use crate::platform::db::Db;
use crate::platform::desk::{SupervisorDesk, Viewer};
use crate::platform::etag::{self, IfMatch};
use crate::platform::idempotency::{Key, Optional, perform};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;
use crate::platform::refs::CodeRef;

use super::store::{self, CollectionRow, CollectionUpdate};
use super::{change, create};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_collections)
        .service(create_collection)
        .service(get_collection)
        .service(change_collection);
}

/// List the collections.
///
/// By code.
///
/// Permissions: none.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "listCollections",
    params(ListQuery),
    responses((status = 200, description = "A page of collections.", body = Page<CodeRef>)),
)]
#[get("/collections")]
async fn list_collections(
    req: HttpRequest,
    _: Viewer,
    db: web::Data<Db>,
    Query(query): Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<String>::new(query.limit, query.cursor.as_deref())?;
    let (after, limit) = (slice.after.clone(), slice.fetch());
    let rows = db.read(move |conn| store::list(conn, after.as_deref(), limit)).await?;
    let page = slice.page(rows, |row| row.code.clone(), CodeRef::from);
    Ok(page.respond(req.uri()))
}

/// Add a collection.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "createCollection",
    params(openapi::OptionalIdempotencyKey),
    request_body = CodeCreate,
    responses(
        (status = 201, description = "The new collection.", body = CodeRef, headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        (status = 409, description = "Another collection has the code."),
    ),
    security(("staff" = []))
)]
#[post("/collections")]
async fn create_collection(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    key: Key<Optional>,
    Json(body): Json<CodeCreate>,
) -> Result<HttpResponse, Problem> {
    let collection = body.clone();
    let caller = (desk.begin(), desk.staff_id);
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        create::create(conn, &desk, &collection.code, &collection.name).map(CodeRef::from)
    })
    .await
    .map(etag::first)
}

/// Read a collection.
///
/// Permissions: none.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "getCollection",
    params(("id" = Uuid, Path, description = "The collection.")),
    responses(
        (status = 200, description = "The collection.", body = CodeRef, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
)]
#[get("/collections/{id}")]
async fn get_collection(
    req: HttpRequest,
    _: Viewer,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, *id)).await?;
    Ok(etag::found(&req, row.version, &CodeRef::from(row)))
}

/// Change a collection.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "changeCollection",
    params(("id" = Uuid, Path, description = "The collection."), openapi::IfMatch),
    request_body(content = CodePatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = CodeRef, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Another collection has the code."),
    ),
    security(("staff" = []))
)]
#[patch("/collections/{id}")]
async fn change_collection(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<CodePatch>,
) -> Result<HttpResponse, Problem> {
    let update = CollectionUpdate {
        code: body.code,
        name: body.name,
    };
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, (*id, if_match.0), &update)
        })
        .await?;
    Ok(etag::changed(row.version, &CodeRef::from(row)))
}

impl From<CollectionRow> for CodeRef {
    fn from(row: CollectionRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
        }
    }
}
