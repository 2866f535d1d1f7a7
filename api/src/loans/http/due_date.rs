//! `PUT /loans/{id}/due-date`.

use actix_web::{HttpResponse, put, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::auth::override_grant::GrantToken;
use crate::loans::change_due_date::change;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;

use super::{LoanBody, OverrideBody};

/// A due date wished for.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DueDateChange {
    /// When the loan should be due. A day loan is due at the end of that day.
    due_at: DateTime<Utc>,
    /// What the caller accepts of the blocks of an earlier refusal.
    #[validate(nested)]
    #[serde(default)]
    r#override: Option<OverrideBody>,
}

/// Move a due date.
///
/// Earlier needs an assistant's reason, later a supervisor's.
///
/// Permissions: staff; blocks of level supervisor by a supervisor or with an Override-Grant; nobody on
/// their own account.
#[utoipa::path(
    tag = "loans",
    operation_id = "changeDueDate",
    params(("id" = Uuid, Path, description = "The loan."), openapi::OverrideGrant),
    request_body = DueDateChange,
    responses(
        (status = 200, description = "The loan as it is now.", body = LoanBody),
        (status = 409, description = "Blocked, or the loan has ended."),
    ),
    security(("staff" = []))
)]
#[put("/loans/{id}/due-date")]
pub(super) async fn change_due_date(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    grant: GrantToken,
    body: Json<DueDateChange>,
) -> Result<HttpResponse, Problem> {
    let wanted = OverrideBody::with(body.0.r#override.as_ref(), grant);
    let now = desk.now;
    let loan = db
        .write(desk.begin(), move |conn| {
            change(conn, &desk, *id, body.0.due_at, &wanted)
        })
        .await?;
    Ok(HttpResponse::Ok().json(LoanBody::told(loan, now, Vec::new())))
}
