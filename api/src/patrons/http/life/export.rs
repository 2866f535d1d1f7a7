//! `GET /patrons/{id}/export`.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::patrons::export::export;
use crate::platform::db::Db;
use crate::platform::desk::SupervisorDesk;
use crate::platform::problem::Problem;

/// Everything that is held about a patron: `patron`, `cards`, `card_renewals`, `loans`, `account`, `restrictions`,
/// `messages`, `guardians`, `children`, `merged_records`, `sessions` and `deeds`, each as it is kept.
#[derive(Debug, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub(in crate::patrons::http) struct PatronExport(Value);

/// Export all that is held about a patron.
///
/// For a patron who asks what the library knows: one JSON file with the whole record, loans that are still remembered,
/// the account, and who looked at the record when. Leaves an audit row.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "patrons",
    operation_id = "exportPatron",
    params(("id" = Uuid, Path, description = "The patron.")),
    responses((status = 200, description = "All of it.", body = PatronExport)),
    security(("staff" = []))
)]
#[get("/patrons/{id}/export")]
pub(in crate::patrons::http) async fn export_patron(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let held = db.read(move |conn| export(conn, &desk, id)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(("Content-Disposition", "attachment; filename=\"patron.json\""))
        .insert_header(("Cache-Control", "no-store"))
        .json(PatronExport(held)))
}
