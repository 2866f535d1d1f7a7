//! `POST /patrons/{id}/merges` and what it would move.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::patrons::http::fields;
use crate::patrons::http::patron::Patron;
use crate::patrons::merge;
use crate::patrons::store::Belongings;
use crate::platform::db::Db;
use crate::platform::desk::SupervisorDesk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;

/// Which record stays.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"into_id": "01976f6e-0000-7000-8000-000000000001", "reason": "Registered twice"}))]
pub(in crate::patrons::http) struct NewMerge {
    /// The record that stays and takes over.
    into_id: Uuid,
    /// Why, for the audit.
    #[validate(length(min = 1, max = 500), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    reason: Option<String>,
}

/// Which record would stay.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::patrons::http) struct MergePreviewRequest {
    /// The record that would stay.
    into_id: Uuid,
}

/// What a merge would move.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::patrons::http) struct MergePreview {
    /// Loans that go on.
    #[schema(minimum = 0)]
    open_loans: i64,
    /// Loans that have ended and are still remembered.
    #[schema(minimum = 0)]
    finished_loans: i64,
    /// Holds that have not ended.
    #[schema(minimum = 0)]
    open_holds: i64,
    /// What is owed, in minor units; negative for a credit.
    balance: i64,
    /// Cards; none of them stays in use.
    #[schema(minimum = 0)]
    cards: i64,
    /// Restrictions in force.
    #[schema(minimum = 0)]
    restrictions: i64,
    /// Messages that are shown.
    #[schema(minimum = 0)]
    messages: i64,
    /// Guardians.
    #[schema(minimum = 0)]
    guardians: i64,
    /// Minors the patron answers for.
    #[schema(minimum = 0)]
    children: i64,
}

/// Preview a merge.
///
/// What would go over to the record that stays. Refused for the reasons that a merge would be refused for.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "patrons",
    operation_id = "previewPatronMerge",
    params(("id" = Uuid, Path, description = "The record that would be merged.")),
    request_body = MergePreviewRequest,
    responses(
        (status = 200, description = "What it would move.", body = MergePreview),
        (status = 409, description = "Problem: conflict (merged or anonymised already, or guardian and child)."),
    ),
    security(("staff" = []))
)]
#[post("/patrons/{id}/merges/preview")]
pub(in crate::patrons::http) async fn preview_patron_merge(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    body: Json<MergePreviewRequest>,
) -> Result<HttpResponse, Problem> {
    let (id, into_id) = (id.into_inner(), body.0.into_id);
    let belongings = db
        .snapshot(move |conn| merge::preview(conn, &desk, id, into_id))
        .await?;
    Ok(HttpResponse::Ok().json(MergePreview::from(belongings)))
}

/// Merge a patron's record into another one of the same person.
///
/// Loans, holds, account, cards, restrictions, messages and family go over to the record that stays, which also takes what it
/// lacks: an address, a date of birth. No card of the other stays in use; whoever scans one finds the record that stays
/// and is told. The other record can be read and no longer changed. There is no way back.
///
/// Permissions: supervisor; not on their own or their child's record.
#[utoipa::path(
    tag = "patrons",
    operation_id = "mergePatron",
    params(("id" = Uuid, Path, description = "The record that is merged."), openapi::IdempotencyKey),
    request_body = NewMerge,
    responses(
        (status = 200, description = "The record that stays.", body = Patron),
        (status = 409, description = "Problem: conflict (merged or anonymised already, or guardian and child), in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/patrons/{id}/merges")]
pub(in crate::patrons::http) async fn merge_patron(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<NewMerge>,
) -> Result<HttpResponse, Problem> {
    let (id, into_id) = (id.into_inner(), body.0.into_id);
    let reason = body.0.reason.as_deref().map(fields::kept);
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        merge::merge(conn, &desk, id, (into_id, reason.clone())).map(Patron::from)
    })
    .await
}

impl From<Belongings> for MergePreview {
    fn from(belongings: Belongings) -> Self {
        Self {
            open_loans: belongings.open_loans,
            finished_loans: belongings.finished_loans,
            open_holds: belongings.open_holds,
            balance: belongings.balance,
            cards: belongings.cards,
            restrictions: belongings.restrictions,
            messages: belongings.messages,
            guardians: belongings.guardians,
            children: belongings.children,
        }
    }
}
