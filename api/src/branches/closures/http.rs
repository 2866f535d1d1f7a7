//! `/branches/{id}/closures` and `/closures/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::NaiveDate;
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

use super::store::{self, ClosureRow, Filter, NewClosure};
use super::{add, remove};

/// Days on which a branch is closed although its weekly hours say open.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Closure {
    id: Uuid,
    /// The first day.
    starts_on: NaiveDate,
    /// The last day.
    ends_on: NaiveDate,
    /// As patrons read it.
    reason: String,
    /// Whether it comes back on the same days of every year; then only month and day count.
    repeats_yearly: bool,
}

/// A new closure.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"starts_on": "2026-12-24", "ends_on": "2026-12-26", "reason": "Holidays", "repeats_yearly": true}))]
pub(crate) struct ClosureCreate {
    /// The first day.
    #[validate(custom(function = "has_four_digit_year"))]
    starts_on: NaiveDate,
    /// The last day, at most 366 days after the first.
    #[validate(custom(function = "has_four_digit_year"))]
    ends_on: NaiveDate,
    /// As patrons read it.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Staff training")]
    reason: String,
    /// Whether it comes back on the same days of every year; false unless told.
    #[serde(default)]
    #[schema(default = false)]
    repeats_yearly: bool,
}

/// Which closures.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ClosureQuery {
    /// Those that end on this day or later; yearly ones whatever the day.
    #[validate(custom(function = "has_four_digit_year"))]
    from: Option<NaiveDate>,
    /// Those that start on this day or earlier; yearly ones whatever the day.
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
        .service(list_closures)
        .service(add_closure)
        .service(remove_closure);
}

/// List the closures of a branch.
///
/// By their first day.
///
/// Permissions: none; a branch that is not active is shown to staff only.
#[utoipa::path(
    tag = "branches",
    operation_id = "listClosures",
    params(("id" = Uuid, Path, description = "The branch."), ClosureQuery),
    responses((status = 200, description = "A page of closures.", body = Page<Closure>)),
)]
#[get("/branches/{id}/closures")]
async fn list_closures(
    req: HttpRequest,
    viewer: Viewer,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    Query(query): Query<ClosureQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<(NaiveDate, Uuid)>::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        with_inactive: viewer.is_staff(),
        from: query.from,
        to: query.to,
        after: slice.after,
        limit: slice.fetch(),
    };
    let rows = db.read(move |conn| store::list(conn, *branch_id, &filter)).await?;
    let page = slice.page(rows, |row| (row.starts_on, row.id), Closure::from);
    Ok(page.respond(req.uri()))
}

/// Close a branch for some days.
///
/// Loans already out keep the date they are due.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "addClosure",
    params(("id" = Uuid, Path, description = "The branch."), openapi::OptionalIdempotencyKey),
    request_body = ClosureCreate,
    responses((status = 201, description = "The new closure.", body = Closure, headers(("Location" = String, description = "Its address.")))),
    security(("staff" = []))
)]
#[post("/branches/{id}/closures")]
async fn add_closure(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    key: Key<Optional>,
    Json(body): Json<ClosureCreate>,
) -> Result<HttpResponse, Problem> {
    let closure = NewClosure::from(body.clone());
    let caller = (desk.begin(), desk.staff_id);
    let key = key.at("/api/v1/closures");
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        add::add(conn, &desk, *branch_id, &closure).map(Closure::from)
    })
    .await
}

/// Take back a closure.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "removeClosure",
    params(("id" = Uuid, Path, description = "The closure.")),
    responses((status = 204, description = "It is gone.")),
    security(("staff" = []))
)]
#[delete("/closures/{id}")]
async fn remove_closure(desk: SupervisorDesk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    db.write(desk.begin(), move |conn| remove::remove(conn, &desk, *id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

impl From<ClosureRow> for Closure {
    fn from(row: ClosureRow) -> Self {
        Self {
            id: row.id,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            reason: row.reason,
            repeats_yearly: row.repeats_yearly,
        }
    }
}

impl From<ClosureCreate> for NewClosure {
    fn from(body: ClosureCreate) -> Self {
        Self {
            starts_on: body.starts_on,
            ends_on: body.ends_on,
            reason: body.reason,
            repeats_yearly: body.repeats_yearly,
        }
    }
}
