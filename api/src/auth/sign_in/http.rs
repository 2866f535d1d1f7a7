//! `POST /auth/login` and `POST /auth/patron-login`.

use actix_web::middleware::from_fn;
use actix_web::{HttpResponse, post};
use carrel_rules::barcode::Barcode;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Begin;
use crate::platform::json::Json;
use crate::platform::problem::Problem;
use crate::platform::rate_limit::limit_sign_ins;

use super::super::http::Visit;
use super::super::lock_out::{Subjects, refuse_if_locked};
use super::super::session::Wanted;
use super::super::session::http::{PatronSignIn, SessionKind, SignIn};
use super::{patron, staff, store};

/// A staff member's name and password, and where they work today.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct Login {
    /// The name, in any case.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "ada.assistant")]
    username: String,
    /// The password.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, format = Password, example = "carrel-demo")]
    password: String,
    /// One of their branches; without it the last one they worked at, else their first.
    #[serde(default)]
    branch_id: Option<Uuid>,
    /// A desk in use at that branch.
    #[serde(default)]
    desk_id: Option<Uuid>,
    /// Where the refresh token is to live.
    #[serde(default)]
    session: SessionKind,
}

/// A patron's card number and PIN.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PatronLogin {
    /// As on the card.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "2000000001")]
    card_number: String,
    /// The PIN.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, format = Password, example = "1234")]
    pin: String,
    /// Where the refresh token is to live.
    #[serde(default)]
    session: SessionKind,
}

pub(in crate::auth) fn configure(config: &mut ServiceConfig) {
    config.service(log_in).service(log_in_patron);
}

/// Sign in as a staff member.
///
/// An unknown name and a wrong password are the same answer. Ten failures within 15 minutes lock the account for 15
/// minutes, fifty lock the address.
///
/// Permissions: none.
#[utoipa::path(
    tag = "auth",
    operation_id = "login",
    request_body = Login,
    responses(
        (status = 200, description = "Signed in.", body = SignIn,
            headers(("RateLimit" = String, description = "What is left of the address's quota."),
                    ("RateLimit-Policy" = String, description = "The quota."))),
        (status = 401, description = "Problem: wrong-credentials."),
        (status = 403, description = "Problem: forbidden (no such branch of theirs), wrong-origin."),
    )
)]
#[post("/auth/login", wrap = "from_fn(limit_sign_ins)")]
async fn log_in(visit: Visit, body: Json<Login>) -> Result<HttpResponse, Problem> {
    let Login {
        username,
        password,
        branch_id,
        desk_id,
        session,
    } = body.0;
    let (keeping, now) = (session.keeping(), visit.now);
    visit.check_origin(keeping)?;
    let subjects = Subjects::staff(&username, visit.address);
    let asked = subjects.clone();
    let known = visit
        .db
        .read(move |conn| store::staff_credentials(conn, &username, &asked, now))
        .await?;
    refuse_if_locked(known.locked_until, now)?;
    let is_right = visit.passwords.matches(password, known.secret_hash.clone()).await?;
    let attempt = staff::Attempt {
        subjects,
        known,
        is_right,
        wanted: match branch_id {
            Some(branch_id) => Wanted::Named { branch_id, desk_id },
            None => Wanted::Any { desk_id },
        },
        keeping,
        author: visit.author(),
    };
    let verdict = visit
        .db
        .write(Begin::anonymous(), move |conn| staff::sign_in(conn, &attempt))
        .await?;
    visit.welcome_staff(verdict.into_result(now)?)
}

/// Sign in as a patron.
///
/// With the number of a card that is neither lost nor replaced. An unknown card and a wrong PIN are the same answer;
/// failures lock as in POST /auth/login.
///
/// Permissions: none.
#[utoipa::path(
    tag = "auth",
    operation_id = "patronLogin",
    request_body = PatronLogin,
    responses(
        (status = 200, description = "Signed in.", body = PatronSignIn,
            headers(("RateLimit" = String, description = "What is left of the address's quota."),
                    ("RateLimit-Policy" = String, description = "The quota."))),
        (status = 401, description = "Problem: wrong-credentials."),
        (status = 403, description = "Problem: forbidden (too young for an own account), wrong-origin."),
    )
)]
#[post("/auth/patron-login", wrap = "from_fn(limit_sign_ins)")]
async fn log_in_patron(visit: Visit, body: Json<PatronLogin>) -> Result<HttpResponse, Problem> {
    let PatronLogin {
        card_number,
        pin,
        session,
    } = body.0;
    let (keeping, now) = (session.keeping(), visit.now);
    visit.check_origin(keeping)?;
    // What is no card number at all is no known one either.
    let card_number = Barcode::parse(&card_number).map_or(String::new(), |barcode| barcode.as_str().to_owned());
    let subjects = Subjects::patron(&card_number, visit.address);
    let asked = subjects.clone();
    let known = visit
        .db
        .read(move |conn| store::patron_credentials(conn, &card_number, &asked, now))
        .await?;
    refuse_if_locked(known.locked_until, now)?;
    let is_right = visit.passwords.matches(pin, known.secret_hash.clone()).await?;
    let attempt = patron::Attempt {
        subjects,
        known,
        is_right,
        keeping,
        author: visit.author(),
    };
    let verdict = visit
        .db
        .write(Begin::anonymous(), move |conn| patron::sign_in(conn, &attempt))
        .await?;
    visit.welcome_patron(verdict.into_result(now)?)
}
