//! `/item-types` and `/item-types/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::code_list::{CodeCreate, CodePatch, ListQuery};
use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::etag::{self, IfMatch};
use crate::platform::idempotency::{Key, Optional, perform};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;
use crate::platform::refs::CodeRef;

use super::store::{self, ItemTypeRow, ItemTypeUpdate};
use super::{change, create};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_item_types)
        .service(create_item_type)
        .service(get_item_type)
        .service(change_item_type);
}

/// List the item types.
///
/// By code.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "listItemTypes",
    params(ListQuery),
    responses((status = 200, description = "A page of item types.", body = Page<CodeRef>)),
    security(("staff" = []))
)]
#[get("/item-types")]
async fn list_item_types(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    Query(query): Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<String>::new(query.limit, query.cursor.as_deref())?;
    let (after, limit) = (slice.after.clone(), slice.fetch());
    let rows = db.read(move |conn| store::list(conn, after.as_deref(), limit)).await?;
    let page = slice.page(rows, |row| row.code.clone(), CodeRef::from);
    Ok(page.respond(req.uri()))
}

/// Add an item type.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "createItemType",
    params(openapi::OptionalIdempotencyKey),
    request_body = CodeCreate,
    responses(
        (status = 201, description = "The new item type.", body = CodeRef, headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        (status = 409, description = "Another item type has the code."),
    ),
    security(("staff" = []))
)]
#[post("/item-types")]
async fn create_item_type(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    key: Key<Optional>,
    Json(body): Json<CodeCreate>,
) -> Result<HttpResponse, Problem> {
    let item_type = body.clone();
    let caller = (desk.begin(), desk.staff_id);
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        create::create(conn, &desk, &item_type.code, &item_type.name).map(CodeRef::from)
    })
    .await
    .map(etag::first)
}

/// Read an item type.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "getItemType",
    params(("id" = Uuid, Path, description = "The item type.")),
    responses(
        (status = 200, description = "The item type.", body = CodeRef, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
    security(("staff" = []))
)]
#[get("/item-types/{id}")]
async fn get_item_type(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, *id)).await?;
    Ok(etag::found(&req, row.version, &CodeRef::from(row)))
}

/// Change an item type.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "changeItemType",
    params(("id" = Uuid, Path, description = "The item type."), openapi::IfMatch),
    request_body(content = CodePatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = CodeRef, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Another item type has the code."),
    ),
    security(("staff" = []))
)]
#[patch("/item-types/{id}")]
async fn change_item_type(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<CodePatch>,
) -> Result<HttpResponse, Problem> {
    let update = ItemTypeUpdate {
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

impl From<ItemTypeRow> for CodeRef {
    fn from(row: ItemTypeRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
        }
    }
}
