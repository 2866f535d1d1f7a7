//! `PATCH` and `DELETE /holds/{id}`, `POST /holds/{id}/position`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, patch, post, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::holds::cancel::cancel;
use crate::holds::change::{Change, change};
use crate::holds::reorder::reorder;
use crate::platform::dates;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key, Optional};
use crate::platform::json::{self, Json, Query};
use crate::platform::openapi;
use crate::platform::problem::Problem;
use crate::platform::text;

use super::HoldBody;
use super::place::{after_today, to_come};

/// What to change: what is absent stays, null clears.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"is_suspended": true, "suspended_until": "2026-09-01"}))]
pub(super) struct HoldPatch {
    /// Where it is picked up; only while it is pending.
    pickup_branch_id: Option<Uuid>,
    /// Whether others go first; only while it is pending. It keeps its place.
    is_suspended: Option<bool>,
    /// The day from which it counts again; a day suspends the hold.
    #[validate(custom(function = dates::has_four_digit_year))]
    #[serde(default, deserialize_with = "json::present")]
    suspended_until: Option<Option<NaiveDate>>,
    /// The last day it is wanted.
    #[validate(custom(function = dates::has_four_digit_year))]
    #[serde(default, deserialize_with = "json::present")]
    wanted_until: Option<Option<NaiveDate>>,
    /// For staff.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default, deserialize_with = "json::present")]
    note: Option<Option<String>>,
}

/// Why a hold is cancelled.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CancelQuery {
    /// Why, in words that name nobody.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[param(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    reason: Option<String>,
}

/// Where a hold is to stand.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"position": 1}))]
pub(super) struct NewPosition {
    /// Its place in the queue, from 1; beyond the end is the end.
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    position: i64,
}

/// Change a hold.
///
/// What has an item put aside is neither suspended nor picked up elsewhere: `hold-captured`.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "holds",
    operation_id = "changeHold",
    params(("id" = Uuid, Path, description = "The hold.")),
    request_body(content = HoldPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "The hold.", body = HoldBody),
        (status = 409, description = "Problem: hold-closed, hold-captured, blocked (pickup-not-allowed)."),
    ),
    security(("staff" = []))
)]
#[patch("/holds/{id}")]
pub(super) async fn change_hold(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    body: Json<HoldPatch>,
) -> Result<HttpResponse, Problem> {
    let patch = body.0;
    to_come("/wanted_until", patch.wanted_until.flatten(), desk.today)?;
    after_today("/suspended_until", patch.suspended_until.flatten(), desk.today)?;
    let wanted = Change {
        pickup_branch_id: patch.pickup_branch_id,
        is_suspended: patch.is_suspended,
        suspended_until: patch.suspended_until,
        wanted_until: patch.wanted_until,
        note: patch.note.map(|note| note.as_deref().map(text::kept)),
    };
    let hold = db
        .write(desk.begin(), move |conn| change(conn, &desk, *id, &wanted))
        .await?;
    Ok(HttpResponse::Ok().json(HoldBody::from(hold)))
}

/// Cancel a hold.
///
/// An item that waits for it stays on the hold shelf until it is checked in there. One that is under way is free when it
/// arrives.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "holds",
    operation_id = "cancelHold",
    params(("id" = Uuid, Path, description = "The hold."), CancelQuery),
    responses(
        (status = 200, description = "The hold as it ended.", body = HoldBody),
        (status = 409, description = "Problem: hold-closed."),
    ),
    security(("staff" = []))
)]
#[delete("/holds/{id}")]
pub(super) async fn cancel_hold(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    query: Query<CancelQuery>,
) -> Result<HttpResponse, Problem> {
    let reason = query.0.reason.as_deref().map(text::kept);
    let hold = db
        .write(desk.begin(), move |conn| cancel(conn, &desk, *id, reason.as_deref()))
        .await?;
    Ok(HttpResponse::Ok().json(HoldBody::from(hold)))
}

/// Move a hold.
///
/// To another place of the queue of its title. The others close up.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "holds",
    operation_id = "moveHold",
    params(("id" = Uuid, Path, description = "The hold."), openapi::OptionalIdempotencyKey),
    request_body = NewPosition,
    responses(
        (status = 200, description = "The hold in its new place.", body = HoldBody),
        (status = 409, description = "Problem: hold-closed, hold-captured, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/holds/{id}/position")]
pub(super) async fn move_hold(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key<Optional>,
    body: Json<NewPosition>,
) -> Result<HttpResponse, Problem> {
    let position = body.0.position;
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        reorder(conn, &desk, *id, position).map(HoldBody::from)
    })
    .await
}
