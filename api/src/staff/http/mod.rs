//! `/staff`: for supervisors.

mod wire;

use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::db::Db;
use crate::platform::desk::{SupervisorDesk, role_name};
use crate::platform::etag::{self, IfMatch};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::password::Passwords;
use crate::platform::problem::{Code, Problem};

use super::change::{self, Change};
use super::create;
use super::reset_password;
use super::store::{self, Filter, StaffUpdate};
use wire::{NewPassword, Staff, StaffInput, StaffPatch, StaffQuery};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_staff)
        .service(create_staff)
        .service(get_staff)
        .service(change_staff)
        .service(reset_staff_password);
}

/// List the staff.
///
/// By name.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "staff",
    operation_id = "listStaff",
    params(StaffQuery),
    responses((status = 200, description = "A page of staff members.", body = Page<Staff>)),
    security(("staff" = []))
)]
#[get("/staff")]
async fn list_staff(
    req: HttpRequest,
    desk: SupervisorDesk,
    db: web::Data<Db>,
    query: Query<StaffQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let slice: Slice<(String, Uuid)> = Slice::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        q: query.q,
        role: query.role.map(role_name),
        branch_id: query.branch_id,
        is_active: query.is_active,
        after: slice.after.clone(),
        limit: slice.fetch(),
    };
    let now = desk.now;
    let rows = db.read(move |conn| store::list(conn, &filter, now)).await?;
    let page = slice.page(rows, |row| (row.sort_name.clone(), row.id), Staff::from);
    Ok(page.respond(req.uri()))
}

/// Create a staff member.
///
/// They sign in with the name and password given here, and change the password themselves.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "staff",
    operation_id = "createStaff",
    request_body = StaffInput,
    responses(
        (status = 201, description = "The new staff member.", body = Staff,
            headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        (status = 409, description = "Problem: already-exists (the username, or the patron of another one)."),
    ),
    security(("staff" = []))
)]
#[post("/staff")]
async fn create_staff(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    passwords: web::Data<Passwords>,
    body: Json<StaffInput>,
) -> Result<HttpResponse, Problem> {
    let mut input = body.0;
    let branch_ids = std::mem::take(&mut input.branch_ids);
    let hash = passwords.hash(std::mem::take(&mut input.password)).await?;
    let new = input.row(hash, desk.now);
    let row = db
        .write(desk.begin(), move |conn| create::create(conn, &desk, &new, &branch_ids))
        .await?;
    let location = format!("/api/v1/staff/{}", row.id);
    Ok(etag::created(&location, row.version, &Staff::from(row)))
}

/// Read a staff member.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "staff",
    operation_id = "getStaff",
    params(("id" = Uuid, Path, description = "The staff member.")),
    responses(
        (status = 200, description = "The staff member.", body = Staff, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    ),
    security(("staff" = []))
)]
#[get("/staff/{id}")]
async fn get_staff(
    req: HttpRequest,
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let (id, now) = (*id, desk.now);
    let found = db.read(move |conn| store::find(conn, id, now)).await?;
    let row = found.ok_or(Problem::of(Code::NotFound))?;
    Ok(etag::found(&req, row.version, &Staff::from(row)))
}

/// Change a staff member.
///
/// A new role and disabling end their sessions. The last supervisor who can sign in stays one, and nobody disables
/// themself.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "staff",
    operation_id = "updateStaff",
    params(("id" = Uuid, Path, description = "The staff member."), openapi::IfMatch),
    request_body(content = StaffPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As they are now.", body = Staff, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Problem: conflict (the last supervisor, or oneself), already-exists."),
    ),
    security(("staff" = []))
)]
#[patch("/staff/{id}")]
async fn change_staff(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    body: Json<StaffPatch>,
) -> Result<HttpResponse, Problem> {
    let mut patch = body.0;
    let change = Change {
        id: *id,
        version: if_match.0,
        branch_ids: patch.branch_ids.take(),
        update: StaffUpdate::from(patch),
    };
    let row = db
        .write(desk.begin(), move |conn| change::change(conn, &desk, &change))
        .await?;
    Ok(etag::changed(row.version, &Staff::from(row)))
}

/// Give a staff member a new password.
///
/// For somebody who has lost theirs: ends their sessions and lifts the lock on their account. One's own password is
/// changed at POST /auth/password.
///
/// Permissions: supervisor, for others.
#[utoipa::path(
    tag = "staff",
    operation_id = "setStaffPassword",
    params(("id" = Uuid, Path, description = "The staff member.")),
    request_body = NewPassword,
    responses(
        (status = 204, description = "They sign in with it from now on."),
        (status = 409, description = "Problem: conflict (oneself)."),
    ),
    security(("staff" = []))
)]
#[post("/staff/{id}/password")]
async fn reset_staff_password(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    passwords: web::Data<Passwords>,
    id: web::Path<Uuid>,
    body: Json<NewPassword>,
) -> Result<HttpResponse, Problem> {
    let hash = passwords.hash(body.0.password).await?;
    db.write(desk.begin(), move |conn| {
        reset_password::reset_password(conn, &desk, *id, &hash)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
