//! `POST /auth/password`.

use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use crate::platform::desk::Desk;
use crate::platform::json::Json;
use crate::platform::problem::Problem;

use super::super::http::Visit;
use super::super::lock_out::refuse_if_locked;
use super::change;

/// The password that is and the one that shall be.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordChange {
    /// As it is.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, format = Password, example = "as it was until now")]
    current_password: String,
    /// As it shall be.
    #[validate(length(min = 8, max = 128))]
    #[schema(min_length = 8, max_length = 128, format = Password, example = "four quiet words more")]
    new_password: String,
}

pub(in crate::auth) fn configure(config: &mut ServiceConfig) {
    config.service(change_own_password);
}

/// Change one's own password.
///
/// Ends every session of the caller, this one too: sign in again with the new password. A wrong current password is a
/// failed sign-in and counts as one.
///
/// Permissions: any staff member, for themselves.
#[utoipa::path(
    tag = "auth",
    operation_id = "changeOwnPassword",
    request_body = PasswordChange,
    responses(
        (status = 204, description = "Changed. Sign in again."),
        (status = 401, description = "Problem: wrong-credentials (the current password), unauthenticated, token-expired."),
        (status = 429, description = "Problem: locked-out."),
    ),
    security(("staff" = []))
)]
#[post("/auth/password")]
async fn change_own_password(visit: Visit, desk: Desk, body: Json<PasswordChange>) -> Result<HttpResponse, Problem> {
    let PasswordChange {
        current_password,
        new_password,
    } = body.0;
    let (staff_id, address, now) = (desk.staff_id, visit.address, visit.now);
    let (subjects, own) = visit
        .db
        .snapshot(move |conn| change::own_credentials(conn, staff_id, address, now))
        .await?;
    refuse_if_locked(own.locked_until, now)?;
    let is_right = visit.passwords.matches(current_password, own.secret_hash).await?;
    let new_hash = visit.passwords.hash(new_password).await?;
    let verdict = visit
        .db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, &subjects, is_right, &new_hash)
        })
        .await?;
    verdict.into_result(now)?;
    Ok(HttpResponse::NoContent().finish())
}
