//! What callers send, read strictly: unknown, mistyped and out-of-range fields are told by JSON pointer.

mod choices;
mod nul;
mod objects;
mod refusal;

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::BytesMut;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use validator::Validate;

use super::problem::{Code, FieldCode, Problem};
pub(super) use nul::refuse_nul;
use objects::ObjectsOnly;
use refusal::{invalid, mistyped};

/// The largest body, in bytes.
pub const MAX_BODY: usize = 256 * 1024;

/// A JSON body that has been checked.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_body(req, payload);
        Box::pin(async move { parse(&body.await?).map(Json) })
    }
}

/// A JSON body that may be left out where every field may: no body reads as `{}`.
#[derive(Debug)]
pub struct OptionalJson<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for OptionalJson<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_body(req, payload);
        Box::pin(async move {
            let body = body.await?;
            let is_absent = matches!(body.trim_ascii(), b"" | b"null");
            parse(if is_absent { b"{}" } else { &body }).map(OptionalJson)
        })
    }
}

fn read_body(req: &HttpRequest, payload: &mut Payload) -> impl Future<Output = Result<BytesMut, Problem>> + use<> {
    let media_type = req.content_type().to_ascii_lowercase();
    let has_type = req.headers().contains_key(CONTENT_TYPE);
    let is_merge_patch = *req.method() == Method::PATCH && media_type == "application/merge-patch+json";
    let mut payload = payload.take();
    async move {
        if has_type && media_type != "application/json" && !is_merge_patch {
            return Err(Problem::of(Code::UnsupportedMediaType));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| Problem::of(Code::UnreadableBody))?;
            if body.len() + chunk.len() > MAX_BODY {
                return Err(Problem::of(Code::BodyTooLarge));
            }
            body.extend_from_slice(&chunk);
        }
        if !has_type && !body.is_empty() {
            return Err(Problem::of(Code::UnsupportedMediaType));
        }
        Ok(body)
    }
}

/// Reads and checks one JSON value.
pub fn parse<T: DeserializeOwned + Validate>(body: &[u8]) -> Result<T, Problem> {
    refuse_nul(body)?;
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value: T = serde_path_to_error::deserialize(ObjectsOnly(&mut deserializer)).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        if inner.is_data() {
            mistyped(&path, &inner.to_string())
        } else {
            Problem::of(Code::UnreadableBody)
        }
    })?;
    deserializer.end().map_err(|_| Problem::of(Code::UnreadableBody))?;
    value.validate().map_err(|errors| invalid(&errors))?;
    Ok(value)
}

/// Query parameters that have been checked.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Validate> FromRequest for Query<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(parse_query(req.query_string()).map(Query))
    }
}

fn parse_query<T: DeserializeOwned + Validate>(query: &str) -> Result<T, Problem> {
    if query.contains("%00") {
        return Err(Problem::field(
            "",
            FieldCode::NulCharacter,
            "Text may not hold the character NUL.",
        ));
    }
    let parameters = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    let value: T = serde_path_to_error::deserialize(parameters)
        .map_err(|error| mistyped(&error.path().to_string(), &error.inner().to_string()))?;
    value.validate().map_err(|errors| invalid(&errors))?;
    Ok(value)
}

/// For merge patches: an absent field keeps, null clears, a value sets.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
