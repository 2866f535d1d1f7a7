//! `/branches/{id}/openings` and `/openings/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::dates::has_four_digit_year;
use crate::platform::db::Db;
use crate::platform::desk::{SupervisorDesk, Viewer};
use crate::platform::idempotency::{Key, Optional, perform};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;

use super::super::hours::http::LocalTime;
use super::store::{self, Filter, NewOpening, OpeningRow};
use super::{add, remove};

/// Open although the weekly hours or a closure say closed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Opening {
    id: Uuid,
    /// The day. Its weekly hours do not count; its openings do.
    on: NaiveDate,
    opens_at: LocalTime,
    closes_at: LocalTime,
    /// As patrons read it.
    reason: String,
}

/// A new opening.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"on": "2026-12-27", "opens_at": "10:00", "closes_at": "14:00", "reason": "Book sale"}))]
pub(crate) struct OpeningCreate {
    /// The day. Its weekly hours do not count; its openings do.
    #[validate(custom(function = "has_four_digit_year"))]
    on: NaiveDate,
    /// When the doors open.
    opens_at: LocalTime,
    /// When they close, on the same day.
    closes_at: LocalTime,
    /// As patrons read it.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Book sale")]
    reason: String,
}

/// Which openings.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OpeningQuery {
    /// Those on this day or later.
    #[validate(custom(function = "has_four_digit_year"))]
    from: Option<NaiveDate>,
    /// Those on this day or earlier.
    #[validate(custom(function = "has_four_digit_year"))]
    to: Option<NaiveDate>,
    /// How many at most; 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

pub(in crate::branches) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_openings)
        .service(add_opening)
        .service(remove_opening);
}

/// List the openings of a branch.
///
/// By day and time.
///
/// Permissions: none; a branch that is not active is shown to staff only.
#[utoipa::path(
    tag = "branches",
    operation_id = "listOpenings",
    params(("id" = Uuid, Path, description = "The branch."), OpeningQuery),
    responses((status = 200, description = "A page of openings.", body = Page<Opening>)),
)]
#[get("/branches/{id}/openings")]
async fn list_openings(
    req: HttpRequest,
    viewer: Viewer,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    Query(query): Query<OpeningQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<(NaiveDate, NaiveTime)>::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        with_inactive: viewer.is_staff(),
        from: query.from,
        to: query.to,
        after: slice.after,
        limit: slice.fetch(),
    };
    let rows = db.read(move |conn| store::list(conn, *branch_id, &filter)).await?;
    let page = slice.page(rows, |row| (row.on_date, row.opens_at), Opening::from);
    Ok(page.respond(req.uri()))
}

/// Open a branch out of the ordinary.
///
/// Loans already out keep the date they are due.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "addOpening",
    params(("id" = Uuid, Path, description = "The branch."), openapi::OptionalIdempotencyKey),
    request_body = OpeningCreate,
    responses(
        (status = 201, description = "The new opening.", body = Opening, headers(("Location" = String, description = "Its address."))),
        (status = 409, description = "Another opening of the day overlaps it."),
    ),
    security(("staff" = []))
)]
#[post("/branches/{id}/openings")]
async fn add_opening(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    key: Key<Optional>,
    Json(body): Json<OpeningCreate>,
) -> Result<HttpResponse, Problem> {
    let opening = NewOpening::from(body.clone());
    let caller = (desk.begin(), desk.staff_id);
    let key = key.at("/api/v1/openings");
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        add::add(conn, &desk, *branch_id, &opening).map(Opening::from)
    })
    .await
}

/// Take back an opening.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "removeOpening",
    params(("id" = Uuid, Path, description = "The opening.")),
    responses((status = 204, description = "It is gone.")),
    security(("staff" = []))
)]
#[delete("/openings/{id}")]
async fn remove_opening(desk: SupervisorDesk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    db.write(desk.begin(), move |conn| remove::remove(conn, &desk, *id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

impl From<OpeningRow> for Opening {
    fn from(row: OpeningRow) -> Self {
        Self {
            id: row.id,
            on: row.on_date,
            opens_at: LocalTime(row.opens_at),
            closes_at: LocalTime(row.closes_at),
            reason: row.reason,
        }
    }
}

impl From<OpeningCreate> for NewOpening {
    fn from(body: OpeningCreate) -> Self {
        Self {
            on_date: body.on,
            opens_at: body.opens_at.0,
            closes_at: body.closes_at.0,
            reason: body.reason,
        }
    }
}
