//! Staff-edited records: an `ETag` on every answer, `If-Match` on every change.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ETAG, HeaderValue, IF_MATCH, IF_NONE_MATCH, LOCATION};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde::Serialize;

use super::problem::{Code, Problem};

/// The version the caller has read, from `If-Match`. Missing: 428. Not one of ours: 412.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub i32);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let version = match req.headers().get(IF_MATCH) {
            None => Err(Problem::of(Code::IfMatchMissing)),
            Some(value) => value
                .to_str()
                .ok()
                .and_then(version)
                .map(Self)
                .ok_or_else(|| Problem::of(Code::Stale)),
        };
        std::future::ready(version)
    }
}

fn version(tag: &str) -> Option<i32> {
    tag.trim().strip_prefix("\"v")?.strip_suffix('"')?.parse().ok()
}

/// 200 with the record and its tag; 304 when the caller has it already.
pub fn found<T: Serialize>(req: &HttpRequest, version: i32, record: &T) -> HttpResponse {
    let tag = tag(version);
    let has_it = req.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()) == Some(tag.as_str());
    if has_it {
        return HttpResponse::NotModified().insert_header((ETAG, tag)).finish();
    }
    HttpResponse::Ok()
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .json(record)
}

/// 200 with the record as it is after a change.
pub fn changed<T: Serialize>(version: i32, record: &T) -> HttpResponse {
    HttpResponse::Ok().insert_header((ETAG, tag(version))).json(record)
}

/// 201 with the new record, its tag and its address.
pub fn created<T: Serialize>(location: &str, version: i32, record: &T) -> HttpResponse {
    HttpResponse::build(StatusCode::CREATED)
        .insert_header((LOCATION, location))
        .insert_header((ETAG, tag(version)))
        .json(record)
}

/// The answer to a creation with the tag of the new record, whose version is 1.
pub fn first(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(ETAG, HeaderValue::from_static("\"v1\""));
    response
}

fn tag(version: i32) -> String {
    format!("\"v{version}\"")
}
