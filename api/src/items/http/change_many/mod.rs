//! `POST /items/changes`, and what it would do.

mod answer;
mod request;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};

use crate::items::change_many;
use crate::platform::db::Db;
use crate::platform::desk::SupervisorDesk;
use crate::platform::idempotency::{self, Key, Optional};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;

use answer::{ItemChangesPreview, ItemChangesResult};
use request::{ItemChangesPreviewRequest, ItemChangesRequest};

/// Preview a change of many items.
///
/// What would be changed about each item, and what refused; nothing is written.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "items",
    operation_id = "previewItemChanges",
    request_body = ItemChangesPreviewRequest,
    responses((status = 200, description = "What it would do.", body = ItemChangesPreview)),
    security(("staff" = []))
)]
#[post("/items/changes/preview")]
pub(in crate::items::http) async fn preview_item_changes(
    _: SupervisorDesk,
    db: web::Data<Db>,
    body: Json<ItemChangesPreviewRequest>,
) -> Result<HttpResponse, Problem> {
    let update = body.0.changes.clone().kept();
    let wanted = body.0.wanted()?;
    let lines = db
        .snapshot(move |conn| change_many::preview(conn, &wanted, &update))
        .await?;
    Ok(HttpResponse::Ok().json(ItemChangesPreview::from(lines)))
}

/// Change many items at once.
///
/// Those that can be changed are, all in one deed; the others are told. An item that somebody changed after the preview is
/// refused, not overwritten.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "items",
    operation_id = "changeItems",
    params(openapi::OptionalIdempotencyKey),
    request_body = ItemChangesRequest,
    responses(
        (status = 200, description = "What it did.", body = ItemChangesResult),
        (status = 409, description = "The same request is still being done."),
    ),
    security(("staff" = []))
)]
#[post("/items/changes")]
pub(in crate::items::http) async fn change_items(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    key: Key<Optional>,
    body: Json<ItemChangesRequest>,
) -> Result<HttpResponse, Problem> {
    let update = body.0.changes.clone().kept();
    let wanted = body.0.wanted();
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        change_many::change_many(conn, &desk, &wanted, &update).map(ItemChangesResult::from)
    })
    .await
}
