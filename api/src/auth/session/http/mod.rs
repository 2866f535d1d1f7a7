//! `POST /auth/refresh`, `/auth/logout` and `/auth/context`.

mod wire;

use actix_web::http::header::SET_COOKIE;
use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::{Begin, Db};
use crate::platform::desk::{Desk, Viewer};
use crate::platform::json::{Json, OptionalJson};
use crate::platform::problem::{Code, Problem};

use super::super::http::Visit;
use super::super::problem::AuthError;
use super::end::{Proof, end};
use super::refresh::{Refreshed, refresh};
use super::{Keeping, change_place, cookie};

pub(in crate::auth) use wire::{PatronSignIn, SessionKind, SignIn};

/// The refresh token, unless a cookie holds it.
#[derive(Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct Refresh {
    /// As the last answer gave it. Absent or null: it is in the cookie.
    #[serde(default)]
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, example = "kq3vN0…")]
    refresh_token: Option<String>,
}

/// Where to work from now on.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct Context {
    /// One of the staff member's branches.
    branch_id: Uuid,
    /// A desk in use there; absent or null for none in particular.
    #[serde(default)]
    desk_id: Option<Uuid>,
}

/// Staff or patron, as whoever signed in.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "exists for the document; the two are answered apart")]
enum AnySignIn {
    /// A staff member.
    Staff(Box<SignIn>),
    /// A patron.
    Patron(PatronSignIn),
}

pub(in crate::auth) fn configure(config: &mut ServiceConfig) {
    config.service(refresh_session).service(log_out).service(choose_context);
}

/// The token in the body, else the one in the cookie, and which of the two it is.
fn presented(visit: &Visit, body: Refresh) -> Result<Option<(String, Keeping)>, Problem> {
    if let Some(token) = body.refresh_token {
        return Ok(Some((token, Keeping::Token)));
    }
    let Some(token) = visit.cookies.as_deref().and_then(cookie::read) else {
        return Ok(None);
    };
    visit.check_origin(Keeping::Cookie)?;
    Ok(Some((token.to_owned(), Keeping::Cookie)))
}

/// Get a new access token.
///
/// A refresh token is good once: the answer replaces it. The one before stays good for 30 seconds, so a request whose
/// answer was lost may be sent again. An older one ends the session, because somebody else has a copy. A session that
/// is over answers 401 `unauthenticated`.
///
/// Permissions: none; the refresh token is the proof.
#[utoipa::path(
    tag = "auth",
    operation_id = "refreshSession",
    request_body = Option<Refresh>,
    responses(
        (status = 200, description = "The session goes on.", body = AnySignIn),
        (status = 401, description = "Problem: unauthenticated. The session is over."),
        (status = 403, description = "Problem: wrong-origin, forbidden."),
    )
)]
#[post("/auth/refresh")]
async fn refresh_session(visit: Visit, body: OptionalJson<Refresh>) -> Result<HttpResponse, Problem> {
    let (token, keeping) = presented(&visit, body.0)?.ok_or_else(|| Problem::of(Code::Unauthenticated))?;
    let author = visit.author();
    let refreshed = visit
        .db
        .write(Begin::anonymous(), move |conn| refresh(conn, &token, keeping, &author))
        .await?;
    match refreshed {
        Refreshed::Staff(session) => visit.welcome_staff(*session),
        Refreshed::Patron(session) => visit.welcome_patron(*session),
        Refreshed::Over => Err(AuthError::SessionOver.into()),
    }
}

/// Sign out.
///
/// Ends the session of the refresh token in the body or cookie or, without one, of the access token. Answers 204 also
/// when that session was over before. The access token itself runs out within 15 minutes.
///
/// Permissions: none; the token is the proof.
#[utoipa::path(
    tag = "auth",
    operation_id = "logout",
    request_body = Option<Refresh>,
    responses(
        (status = 204, description = "Signed out."),
        (status = 403, description = "Problem: wrong-origin."),
    )
)]
#[post("/auth/logout")]
async fn log_out(visit: Visit, caller: Option<Viewer>, body: OptionalJson<Refresh>) -> Result<HttpResponse, Problem> {
    let proof = match (presented(&visit, body.0)?, caller) {
        (Some((token, _)), _) => Some(Proof::Token(token)),
        (None, Some(Viewer::Staff(desk))) => Some(Proof::Access(desk.session_id)),
        (None, Some(Viewer::Patron(patron))) => Some(Proof::Access(patron.session_id)),
        (None, _) => None,
    };
    if let Some(proof) = proof {
        let now = visit.now;
        visit
            .db
            .write(Begin::anonymous(), move |conn| end(conn, &proof, now))
            .await?;
    }
    Ok(HttpResponse::NoContent()
        .insert_header((SET_COOKIE, cookie::drop()))
        .finish())
}

/// Work at another branch or desk.
///
/// Answers a new access token that says so; the refresh token stays as it is.
///
/// Permissions: any staff member, at a branch of theirs.
#[utoipa::path(
    tag = "auth",
    operation_id = "chooseContext",
    request_body = Context,
    responses((status = 200, description = "Where deeds happen from now on.", body = SignIn)),
    security(("staff" = []))
)]
#[post("/auth/context")]
async fn choose_context(
    visit: Visit,
    desk: Desk,
    db: web::Data<Db>,
    body: Json<Context>,
) -> Result<HttpResponse, Problem> {
    let Context { branch_id, desk_id } = body.0;
    let session = db
        .write(desk.begin(), move |conn| {
            change_place::change_place(conn, &desk, branch_id, desk_id)
        })
        .await?;
    visit.welcome_staff(session)
}
