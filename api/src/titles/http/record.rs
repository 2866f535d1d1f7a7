//! One title: adding, reading, changing.

use actix_web::http::StatusCode;
use actix_web::http::header::{ETAG, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use uuid::Uuid;

use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::etag::{self, IfMatch};
use crate::platform::idempotency::{self, Key, Optional};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::{Code, Problem};
use crate::titles::{add, change, store};

use super::title::Title;
use super::write::{TitleAddition, TitlePatch};

/// Add a title.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "titles",
    operation_id = "createTitle",
    params(openapi::OptionalIdempotencyKey),
    request_body = TitleAddition,
    responses((status = 201, description = "The new title.", body = Title, headers(("ETag" = String, description = "Its version.")))),
    security(("staff" = []))
)]
#[post("/titles")]
pub(super) async fn create_title(
    desk: Desk,
    db: web::Data<Db>,
    key: Key<Optional>,
    body: Json<TitleAddition>,
) -> Result<HttpResponse, Problem> {
    let title = body.0.checked()?;
    let caller = (desk.begin(), desk.staff_id);
    let mut response = idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        add::add(conn, &desk, &title).map(Title::from)
    })
    .await?;
    response.headers_mut().insert(ETAG, HeaderValue::from_static("\"v1\""));
    Ok(response)
}

/// Read a title.
///
/// Permissions: none.
#[utoipa::path(
    tag = "titles",
    operation_id = "getTitle",
    params(("id" = Uuid, Path, description = "The title.")),
    responses(
        (status = 200, description = "The title.", body = Title, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
)]
#[get("/titles/{id}")]
pub(super) async fn get_title(
    req: HttpRequest,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, id.into_inner())).await?;
    let row = row.ok_or_else(|| Problem::of(Code::NotFound))?;
    Ok(etag::found(&req, row.version, &Title::from(row)))
}

/// Change a title.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "titles",
    operation_id = "changeTitle",
    params(("id" = Uuid, Path, description = "The title."), openapi::IfMatch),
    request_body(content = TitlePatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "As it is now.", body = Title, headers(("ETag" = String, description = "Its version.")))),
    security(("staff" = []))
)]
#[patch("/titles/{id}")]
pub(super) async fn change_title(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    body: Json<TitlePatch>,
) -> Result<HttpResponse, Problem> {
    let update = body.0.checked()?;
    let id = id.into_inner();
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, id, if_match.0, &update)
        })
        .await?;
    Ok(etag::changed(row.version, &Title::from(row)))
}
