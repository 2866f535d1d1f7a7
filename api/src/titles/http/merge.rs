//! `POST /titles/{id}/merges`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::SupervisorDesk;
use crate::platform::idempotency::{self, Key, Optional};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;
use crate::platform::text::{self, kept};
use crate::titles::merge::{self, Merge};

use super::title::Title;

/// Which title is merged into this one.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "version": 1, "merged_title_id": "01976f6e-0000-7000-8000-000000000001", "merged_version": 1,
    "reason": "Catalogued twice"
}))]
pub(super) struct TitleMerge {
    /// The version of the title that stays, as it was looked at.
    #[validate(range(min = 1, max = 2_147_483_647))]
    #[schema(minimum = 1, maximum = 2_147_483_647)]
    version: i32,
    /// The title that becomes a signpost to it.
    merged_title_id: Uuid,
    /// Its version, as it was looked at.
    #[validate(range(min = 1, max = 2_147_483_647))]
    #[schema(minimum = 1, maximum = 2_147_483_647)]
    merged_version: i32,
    /// Why, for the audit.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    reason: Option<String>,
}

/// Merge another title into this one.
///
/// The copies of the other title and their loans go over to this one, which also takes what it lacks: an author, a summary, the
/// other's ISBNs. The other title can still be read and says where it went; it is found no longer and changed no longer.
/// There is no way back.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "titles",
    operation_id = "mergeTitle",
    params(("id" = Uuid, Path, description = "The title that stays."), openapi::OptionalIdempotencyKey),
    request_body = TitleMerge,
    responses(
        (status = 200, description = "The title that stays.", body = Title),
        (status = 409, description = "Problem: conflict (it was merged into another itself), in-progress."),
        (status = 412, description = "Problem: stale (one of the two was changed meanwhile)."),
    ),
    security(("staff" = []))
)]
#[post("/titles/{id}/merges")]
pub(super) async fn merge_title(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key<Optional>,
    body: Json<TitleMerge>,
) -> Result<HttpResponse, Problem> {
    let command = Merge {
        kept: (id.into_inner(), body.0.version),
        merged: (body.0.merged_title_id, body.0.merged_version),
    };
    let reason = body.0.reason.as_deref().map(kept);
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        merge::merge(conn, &desk, &command, reason.clone()).map(Title::from)
    })
    .await
}
