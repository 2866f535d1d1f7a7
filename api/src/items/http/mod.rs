//! The routes of items.

mod change_many;
mod history;
mod item;
mod shelf;
mod write;

use actix_web::http::header::{ETAG, HeaderValue};
use actix_web::http::{StatusCode, Uri};
use actix_web::{HttpResponse, get, patch, post, web};
use carrel_rules::barcode::Barcode;
use carrel_rules::status::Status;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::etag::{self, IfMatch};
use crate::platform::idempotency::{self, Key, Optional};
use crate::platform::json::{Json, Query};
use crate::platform::openapi::{self, ItemStatusName};
use crate::platform::page::{Page, Slice};
use crate::platform::problem::{Code, Problem};

use super::store::{self, Filter};
use super::{add, change};
use item::Item;
use write::{ItemAddition, ItemPatch};

/// Which items are wanted; every filter that is given must fit.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ItemsQuery {
    /// What the label says, as a scanner gives it.
    #[validate(length(min = 1, max = 64))]
    #[param(min_length = 1, max_length = 64)]
    barcode: Option<String>,
    /// Copies of this title.
    title_id: Option<Uuid>,
    /// Items of this branch, wherever they are now.
    branch_id: Option<Uuid>,
    /// What they are doing.
    #[param(value_type = Option<ItemStatusName>)]
    status: Option<Status>,
    /// Items wanted; 50 unless said otherwise.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_items)
        .service(create_item)
        .service(change_many::preview_item_changes)
        .service(change_many::change_items)
        .service(get_item)
        .service(shelf::get_shelf)
        .service(history::get_history)
        .service(change_item);
}

/// List items.
///
/// In the order of their barcodes, withdrawn ones too.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "items",
    operation_id = "listItems",
    params(ItemsQuery),
    responses((status = 200, description = "A page of items.", body = Page<Item>)),
    security(("staff" = []))
)]
#[get("/items")]
async fn list_items(
    uri: Uri,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<ItemsQuery>,
) -> Result<HttpResponse, Problem> {
    let ItemsQuery {
        barcode,
        title_id,
        branch_id,
        status,
        limit,
        cursor,
    } = query.0;
    let slice: Slice<String> = Slice::new(limit, cursor.as_deref())?;
    let filter = Filter {
        // What can be no barcode is on no label: nothing fits.
        barcode: barcode.map(|text| Barcode::parse(&text).map_or_else(|_| String::new(), String::from)),
        title_id,
        branch_id,
        status: status.map(|status| status.as_str().to_owned()),
    };
    let (rows, slice) = db
        .read(move |conn| store::list(conn, &filter, &slice).map(|rows| (rows, slice)))
        .await?;
    let page = slice.page(rows, |row| row.barcode.to_uppercase(), |row| Item::of(row, desk.now));
    Ok(page.respond(&uri))
}

/// Add an item.
///
/// To a title of the catalogue; or, at a desk where nobody has time, with its title in a few words, which a cataloguer
/// completes later.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "items",
    operation_id = "createItem",
    params(openapi::OptionalIdempotencyKey),
    request_body = ItemAddition,
    responses(
        (status = 201, description = "The new item.", body = Item, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Another item has the barcode; or the same request is still being done."),
    ),
    security(("staff" = []))
)]
#[post("/items")]
async fn create_item(
    desk: Desk,
    db: web::Data<Db>,
    key: Key<Optional>,
    body: Json<ItemAddition>,
) -> Result<HttpResponse, Problem> {
    let (title, item) = (body.0.title()?, body.0.checked()?);
    let caller = (desk.begin(), desk.staff_id);
    let mut response = idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        add::add(conn, &desk, &title, &item).map(|row| Item::of(row, desk.now))
    })
    .await?;
    response.headers_mut().insert(ETAG, HeaderValue::from_static("\"v1\""));
    Ok(response)
}

/// Read an item.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "items",
    operation_id = "getItem",
    params(("id" = Uuid, Path, description = "The item.")),
    responses((status = 200, description = "The item.", body = Item, headers(("ETag" = String, description = "Its version.")))),
    security(("staff" = []))
)]
#[get("/items/{id}")]
async fn get_item(desk: Desk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, id.into_inner())).await?;
    let row = row.ok_or_else(|| Problem::of(Code::NotFound))?;
    // Its loan is not part of its version, so it is always sent.
    Ok(etag::changed(row.version, &Item::of(row, desk.now)))
}

/// Change an item.
///
/// The status may be set only to what staff can see for themselves, and never while somebody has the item.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "items",
    operation_id = "changeItem",
    params(("id" = Uuid, Path, description = "The item."), openapi::IfMatch),
    request_body(content = ItemPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = Item, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Another item has the barcode; or somebody has the item."),
    ),
    security(("staff" = []))
)]
#[patch("/items/{id}")]
async fn change_item(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    body: Json<ItemPatch>,
) -> Result<HttpResponse, Problem> {
    let update = body.0.checked()?;
    let (id, now) = (id.into_inner(), desk.now);
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, id, if_match.0, update.clone())
        })
        .await?;
    Ok(etag::changed(row.version, &Item::of(row, now)))
}
