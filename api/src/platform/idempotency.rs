//! Deeds that are done once, however often their request arrives.

use std::error::Error;
use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use diesel::PgConnection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::{Begin, Claim, Db};
use super::problem::{Code, Problem};
use super::secret::sha256;

const HEADER: &str = "Idempotency-Key";

/// Whether a route wants a key.
pub trait Need {
    /// Missing is refused.
    const REQUIRED: bool;
}

/// The deed lends, returns, renews, charges or registers: a key must be there.
#[derive(Debug)]
pub struct Required;
/// A key is welcome.
#[derive(Debug)]
pub struct Optional;
impl Need for Required {
    const REQUIRED: bool = true;
}
impl Need for Optional {
    const REQUIRED: bool = false;
}

/// The caller's key, with the request it was sent for.
#[derive(Debug)]
pub struct Key<N = Required> {
    key: Option<String>,
    method: String,
    path: String,
    /// Where what is created stands, when that is not below `path`.
    home: Option<&'static str>,
    need: PhantomData<N>,
}

impl<N: Need> FromRequest for Key<N> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key =
            match req.headers().get(HEADER).map(|value| value.to_str().ok()) {
                None if N::REQUIRED => Err(Problem::of(Code::MissingHeader).detail("Idempotency-Key is missing.")),
                None => Ok(None),
                Some(Some(key)) if (1..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()) => {
                    Ok(Some(key.to_owned()))
                }
                Some(_) => Err(Problem::of(Code::MissingHeader)
                    .detail("Idempotency-Key must be 1 to 64 visible ASCII characters.")),
            };
        let method = req.method().as_str().to_owned();
        let path = req.path().to_owned();
        std::future::ready(key.map(|key| Self {
            key,
            method,
            path,
            home: None,
            need: PhantomData,
        }))
    }
}

/// Runs a deed and answers `status` with what it gave, or with what it gave the first time. What is created (201, a
/// body with an `id`) gets its `Location` below the path, or where [`Key::at`] says.
///
/// `body` is the request's body as it was read: its serialization is the canonical form that two requests with one
/// key must share.
pub async fn perform<N, B, T, E, F>(
    db: &Db,
    caller: (Begin, Uuid),
    key: Key<N>,
    body: &B,
    status: StatusCode,
    deed: F,
) -> Result<HttpResponse, Problem>
where
    N: Need,
    B: Serialize,
    T: Serialize + Send + 'static,
    E: Error + From<diesel::result::Error> + Into<Problem> + Send + 'static,
    F: Fn(&mut PgConnection) -> Result<T, E> + Send + 'static,
{
    let (begin, caller_id) = caller;
    let Some(claim) = key.claim(caller_id, body)? else {
        let done = db.write(begin, deed).await?;
        return respond(key.location(), status.as_u16(), write(&done)?, false);
    };
    let answer = db
        .write_once(begin.once(claim), deed, move |done: &T| {
            Ok((status.as_u16(), write(done)?))
        })
        .await?;
    respond(key.location(), answer.status, answer.body, answer.replayed)
}

impl<N> Key<N> {
    /// What is created stands below `home`, such as `/api/v1/desks`.
    #[must_use]
    pub fn at(mut self, home: &'static str) -> Self {
        self.home = Some(home);
        self
    }

    fn location(&self) -> &str {
        self.home.unwrap_or(&self.path)
    }

    fn claim<B: Serialize>(&self, caller_id: Uuid, body: &B) -> Result<Option<Claim>, Problem> {
        let Some(key) = &self.key else { return Ok(None) };
        let operation = format!("{} {}", self.method, self.path);
        let request = format!("{operation}\n{}", write(body)?);
        let scope = format!("{caller_id}\n{operation}\n{key}");
        Ok(Some(Claim {
            scope: sha256(scope.as_bytes()),
            request_hash: sha256(request.as_bytes()),
        }))
    }
}

fn write<T: Serialize>(value: &T) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(|error| Problem::internal(&error.to_string()))
}

/// What was created stands below the address it was posted to.
#[derive(Deserialize)]
struct Created {
    id: Uuid,
}

fn respond(path: &str, status: u16, body: String, replayed: bool) -> Result<HttpResponse, Problem> {
    let status = StatusCode::from_u16(status).map_err(|error| Problem::internal(&error.to_string()))?;
    let mut response = HttpResponse::build(status);
    response.insert_header((CONTENT_TYPE, "application/json"));
    if status == StatusCode::CREATED
        && let Ok(Created { id }) = serde_json::from_str(&body)
    {
        response.insert_header((LOCATION, format!("{path}/{id}")));
    }
    if replayed {
        response.insert_header(("Idempotency-Replayed", "true"));
    }
    Ok(response.body(body))
}
