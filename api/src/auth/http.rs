//! What every route of the entrance knows of its caller, and the public keys.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::{CACHE_CONTROL, COOKIE, ORIGIN};
use actix_web::{FromRequest, HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::client_address::{ClientAddress, asked_host, client_address};
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::password::Passwords;
use crate::platform::problem::Problem;
use crate::platform::record::{Author, AuthorKind};
use crate::platform::telemetry;
use crate::platform::token::Tokens;

use super::{override_grant, password, session, sign_in};

/// Somebody at the entrance: where they come from, and what is needed to let them in.
pub(super) struct Visit {
    pub(super) db: Db,
    pub(super) tokens: Tokens,
    pub(super) passwords: Passwords,
    pub(super) now: DateTime<Utc>,
    pub(super) address: ClientAddress,
    /// The `Origin` header.
    pub(super) origin: Option<String>,
    /// The host their browser asked for.
    pub(super) asked_host: Option<String>,
    /// The `Cookie` header.
    pub(super) cookies: Option<String>,
    request_id: Arc<str>,
}

impl Visit {
    /// For audit rows, while nobody is known.
    pub(super) fn author(&self) -> Author {
        Author {
            kind: AuthorKind::System,
            now: self.now,
            request_id: Arc::clone(&self.request_id),
        }
    }
}

impl FromRequest for Visit {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(visit(req))
    }
}

fn visit(req: &HttpRequest) -> Result<Visit, Problem> {
    let header = |name| {
        req.headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    Ok(Visit {
        db: app_data::<Db>(req)?,
        tokens: app_data::<Tokens>(req)?,
        passwords: app_data::<Passwords>(req)?,
        now: app_data::<Clock>(req)?.now(),
        address: client_address(req)?,
        origin: header(ORIGIN),
        asked_host: asked_host(req)?,
        cookies: header(COOKIE),
        request_id: telemetry::request_id().into(),
    })
}

fn app_data<T: Clone + 'static>(req: &HttpRequest) -> Result<T, Problem> {
    req.app_data::<web::Data<T>>()
        .map(|data| data.get_ref().clone())
        .ok_or_else(|| Problem::internal("the entrance is not configured"))
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .configure(sign_in::http::configure)
        .configure(session::http::configure)
        .configure(password::http::configure)
        .configure(override_grant::http::configure);
}

pub(crate) fn configure_root(config: &mut ServiceConfig) {
    config.service(get_keys);
}

/// The public keys, as RFC 7517 writes them.
#[derive(Serialize, ToSchema)]
struct KeySet {
    /// Those that sign now and those that signed what may still be in use.
    #[schema(max_items = 100)]
    keys: Vec<PublicKey>,
}

/// One public key, as RFC 8037 writes Ed25519.
#[derive(Serialize, ToSchema)]
struct PublicKey {
    /// Always `OKP`.
    kty: String,
    /// Always `Ed25519`.
    crv: String,
    /// Always `sig`.
    r#use: String,
    /// Always `EdDSA`.
    alg: String,
    /// As in the header of the tokens that it signed.
    kid: String,
    /// The key, base64url.
    x: String,
}

/// Read the public keys that access tokens are signed with.
///
/// For servers that verify tokens by themselves. Read them again when a token names a key that is not there.
///
/// Permissions: none.
#[utoipa::path(
    tag = "auth",
    operation_id = "getKeys",
    responses((status = 200, description = "The keys.", body = KeySet))
)]
#[get("/.well-known/jwks.json")]
async fn get_keys(tokens: web::Data<Tokens>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .json(tokens.jwks()?))
}
