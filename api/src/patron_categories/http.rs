//! `/patron-categories` and `/patron-categories/{id}`.

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
use crate::platform::json::{self, Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;

use super::store::{self, CategoryRow, CategoryUpdate, NewCategory};
use super::{change, create};

/// A kind of patrons.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PatronCategory {
    id: Uuid,
    #[schema(example = "ADULT")]
    code: String,
    #[schema(example = "Adult")]
    name: String,
    /// The youngest, in years; null for any.
    min_age: Option<i16>,
    /// The oldest, in years; null for any.
    max_age: Option<i16>,
    /// For how long a card is good, in months; null for ever.
    enrolment_months: Option<i16>,
    /// What enrolling costs, in minor units; null for nothing.
    #[schema(minimum = 1)]
    enrolment_fee: Option<i64>,
}

/// A new kind of patrons.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "TEEN", "name": "Teen", "min_age": 13, "max_age": 17, "enrolment_months": 24}))]
pub(crate) struct PatronCategoryCreate {
    /// Short, of capitals, digits and hyphens. No other category has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$", example = "ADULT")]
    code: String,
    /// As staff and patrons read it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Adult")]
    name: String,
    /// The youngest, in years; null for any.
    #[validate(range(min = 0, max = 150))]
    #[schema(minimum = 0, maximum = 150)]
    min_age: Option<i16>,
    /// The oldest, in years, not below `min_age`; null for any.
    #[validate(range(min = 0, max = 150))]
    #[schema(minimum = 0, maximum = 150)]
    max_age: Option<i16>,
    /// For how long a card is good, in months; null for ever.
    #[validate(range(min = 1, max = 240))]
    #[schema(minimum = 1, maximum = 240)]
    enrolment_months: Option<i16>,
    /// What enrolling costs, in minor units; null for nothing.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    enrolment_fee: Option<i64>,
}

/// What to change; what is absent stays, null clears.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"max_age": null}))]
pub(crate) struct PatronCategoryPatch {
    /// Short, of capitals, digits and hyphens. No other category has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$")]
    code: Option<String>,
    /// As staff and patrons read it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// The youngest, in years.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 150))]
    #[schema(value_type = Option<i16>, minimum = 0, maximum = 150)]
    min_age: Option<Option<i16>>,
    /// The oldest, in years, not below `min_age`.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 150))]
    #[schema(value_type = Option<i16>, minimum = 0, maximum = 150)]
    max_age: Option<Option<i16>>,
    /// For how long the card of a new patron is good, in months.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 1, max = 240))]
    #[schema(value_type = Option<i16>, minimum = 1, maximum = 240)]
    enrolment_months: Option<Option<i16>>,
    /// What enrolling costs from now on, in minor units.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 1, max = 100000000))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 100000000)]
    enrolment_fee: Option<Option<i64>>,
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_patron_categories)
        .service(create_patron_category)
        .service(get_patron_category)
        .service(change_patron_category);
}

/// List the patron categories.
///
/// By code.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "listPatronCategories",
    params(ListQuery),
    responses((status = 200, description = "A page of patron categories.", body = Page<PatronCategory>)),
    security(("staff" = []))
)]
#[get("/patron-categories")]
async fn list_patron_categories(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    Query(query): Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::<String>::new(query.limit, query.cursor.as_deref())?;
    let (after, limit) = (slice.after.clone(), slice.fetch());
    let rows = db.read(move |conn| store::list(conn, after.as_deref(), limit)).await?;
    let page = slice.page(rows, |row| row.code.clone(), PatronCategory::from);
    Ok(page.respond(req.uri()))
}

/// Add a patron category.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "createPatronCategory",
    params(openapi::OptionalIdempotencyKey),
    request_body = PatronCategoryCreate,
    responses(
        (status = 201, description = "The new patron category.", body = PatronCategory, headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        (status = 409, description = "Another patron category has the code."),
    ),
    security(("staff" = []))
)]
#[post("/patron-categories")]
async fn create_patron_category(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    key: Key<Optional>,
    Json(body): Json<PatronCategoryCreate>,
) -> Result<HttpResponse, Problem> {
    let category = NewCategory::from(body.clone());
    let caller = (desk.begin(), desk.staff_id);
    perform(&db, caller, key, &body, StatusCode::CREATED, move |conn| {
        create::create(conn, &desk, &category).map(PatronCategory::from)
    })
    .await
    .map(etag::first)
}

/// Read a patron category.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "getPatronCategory",
    params(("id" = Uuid, Path, description = "The patron category.")),
    responses(
        (status = 200, description = "The patron category.", body = PatronCategory, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
    security(("staff" = []))
)]
#[get("/patron-categories/{id}")]
async fn get_patron_category(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = db.read(move |conn| store::find(conn, *id)).await?;
    Ok(etag::found(&req, row.version, &PatronCategory::from(row)))
}

/// Change a patron category.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "code-lists",
    operation_id = "changePatronCategory",
    params(("id" = Uuid, Path, description = "The patron category."), openapi::IfMatch),
    request_body(content = PatronCategoryPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = PatronCategory, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Another patron category has the code."),
    ),
    security(("staff" = []))
)]
#[patch("/patron-categories/{id}")]
async fn change_patron_category(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<PatronCategoryPatch>,
) -> Result<HttpResponse, Problem> {
    let update = CategoryUpdate::from(body);
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, (*id, if_match.0), &update)
        })
        .await?;
    Ok(etag::changed(row.version, &PatronCategory::from(row)))
}

impl From<CategoryRow> for PatronCategory {
    fn from(row: CategoryRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            min_age: row.min_age,
            max_age: row.max_age,
            enrolment_months: row.enrolment_months,
            enrolment_fee: row.enrolment_fee,
        }
    }
}

impl From<PatronCategoryCreate> for NewCategory {
    fn from(body: PatronCategoryCreate) -> Self {
        Self {
            code: body.code,
            name: body.name,
            min_age: body.min_age,
            max_age: body.max_age,
            enrolment_months: body.enrolment_months,
            enrolment_fee: body.enrolment_fee,
        }
    }
}

impl From<PatronCategoryPatch> for CategoryUpdate {
    fn from(patch: PatronCategoryPatch) -> Self {
        Self {
            code: patch.code,
            name: patch.name,
            min_age: patch.min_age,
            max_age: patch.max_age,
            enrolment_months: patch.enrolment_months,
            enrolment_fee: patch.enrolment_fee,
        }
    }
}
