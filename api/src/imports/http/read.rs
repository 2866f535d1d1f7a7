//! Reading imports and stopping them.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use crate::imports::{deeds, store};
use crate::platform::code_list::ListQuery;
use crate::platform::db::Db;
use crate::platform::desk::SupervisorDesk;
use crate::platform::json::Query;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::{Code, Problem};

use super::wire::{Import, ImportProblem};

/// List imports.
///
/// Newest first.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "imports",
    operation_id = "listImports",
    params(ListQuery),
    responses((status = 200, description = "A page of imports.", body = Page<Import>)),
    security(("staff" = []))
)]
#[get("/imports")]
pub(super) async fn list_imports(
    req: HttpRequest,
    _desk: SupervisorDesk,
    db: web::Data<Db>,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let slice: Slice<Uuid> = Slice::new(query.0.limit, query.0.cursor.as_deref())?;
    let (rows, slice) = db
        .read(move |conn| store::list(conn, &slice).map(|rows| (rows, slice)))
        .await?;
    Ok(slice.page(rows, |row| row.id, Import::from).respond(req.uri()))
}

/// Read an import, with how far it is.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "imports",
    operation_id = "getImport",
    params(("id" = Uuid, Path, description = "The import.")),
    responses((status = 200, description = "The import.", body = Import)),
    security(("staff" = []))
)]
#[get("/imports/{id}")]
pub(super) async fn get_import(
    _desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Import>, Problem> {
    let row = db.read(move |conn| store::find(conn, id.into_inner())).await?;
    row.map(|row| web::Json(Import::from(row)))
        .ok_or_else(|| Problem::of(Code::NotFound))
}

/// Which part of a report.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ProblemsQuery {
    /// True: only what was not taken in.
    is_refusal: Option<bool>,
    /// How many at most; 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// List what an import has to say about single records.
///
/// In the order of the file. While the import runs, more may follow.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "imports",
    operation_id = "listImportProblems",
    params(("id" = Uuid, Path, description = "The import."), ProblemsQuery),
    responses((status = 200, description = "A page of the report.", body = Page<ImportProblem>)),
    security(("staff" = []))
)]
#[get("/imports/{id}/problems")]
pub(super) async fn list_import_problems(
    req: HttpRequest,
    _desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    query: Query<ProblemsQuery>,
) -> Result<HttpResponse, Problem> {
    let (id, refusals_only) = (id.into_inner(), query.0.is_refusal.unwrap_or(false));
    let slice: Slice<i32> = Slice::new(query.0.limit, query.0.cursor.as_deref())?;
    let (found, rows, slice) = db
        .snapshot(move |conn| {
            let found = store::find(conn, id)?;
            let rows = store::problems(conn, id, refusals_only, &slice)?;
            Ok::<_, diesel::result::Error>((found, rows, slice))
        })
        .await?;
    if found.is_none() {
        return Err(Problem::of(Code::NotFound));
    }
    Ok(slice
        .page(rows, |row| row.number, ImportProblem::from)
        .respond(req.uri()))
}

/// Stop an import.
///
/// What it has taken in stays; sending the file again goes on from there, because nothing is taken in twice.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "imports",
    operation_id = "cancelImport",
    params(("id" = Uuid, Path, description = "The import.")),
    responses(
        (status = 200, description = "As it is now.", body = Import),
        (status = 409, description = "Problem: conflict (it has ended already)."),
    ),
    security(("staff" = []))
)]
#[post("/imports/{id}/cancellation")]
pub(super) async fn cancel_import(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<web::Json<Import>, Problem> {
    let (desk, id) = (desk.0, id.into_inner());
    let row = db
        .write(desk.begin(), move |conn| deeds::cancel(conn, &desk, id))
        .await?;
    Ok(web::Json(Import::from(row)))
}
