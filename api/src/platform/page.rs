//! Lists: bounded pages with an opaque cursor to the next.

use actix_web::HttpResponse;
use actix_web::http::Uri;
use actix_web::http::header::LINK;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::dates::SortKey;
use super::json::refuse_nul;
use super::problem::{Code, Problem};

/// Rows on a page unless the caller says otherwise.
pub const DEFAULT_LIMIT: i64 = 50;
/// Rows on a page at most.
pub const MAX_LIMIT: i64 = 200;

/// One page of a list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    /// The rows.
    #[schema(max_items = 200)]
    pub items: Vec<T>,
    /// Where the next page starts; null on the last.
    pub next_cursor: Option<String>,
}

/// What a list is asked for, once checked.
pub struct Slice<K> {
    /// Rows wanted, 1 to 200.
    pub limit: i64,
    /// The sort key of the last row of the page before.
    pub after: Option<K>,
}

impl<K: Serialize + DeserializeOwned + SortKey> Slice<K> {
    /// Reads `limit` (already bounded by the query's own validation) and `cursor`.
    pub fn new(limit: Option<i64>, cursor: Option<&str>) -> Result<Self, Problem> {
        let after = match cursor {
            None => None,
            Some(text) => Some(
                URL_SAFE_NO_PAD
                    .decode(text)
                    .ok()
                    .filter(|json| refuse_nul(json).is_ok())
                    .and_then(|json| serde_json::from_slice(&json).ok())
                    .filter(K::is_comparable)
                    .ok_or_else(|| Problem::of(Code::BadCursor))?,
            ),
        };
        Ok(Self {
            limit: limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT),
            after,
        })
    }

    /// How many rows to fetch: one more than asked for tells whether there is a next page.
    pub fn fetch(&self) -> i64 {
        self.limit + 1
    }

    /// Makes the page of the rows fetched. `key` is the sort key of a row.
    pub fn page<R, T>(&self, mut rows: Vec<R>, key: impl Fn(&R) -> K, wire: impl Fn(R) -> T) -> Page<T> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows
            .last()
            .filter(|_| more)
            .and_then(|row| serde_json::to_vec(&key(row)).ok())
            .map(|json| URL_SAFE_NO_PAD.encode(json));
        Page {
            items: rows.into_iter().map(wire).collect(),
            next_cursor,
        }
    }
}

impl<T: Serialize> Page<T> {
    /// 200 with a `Link` to the next page, which repeats every filter of this one.
    pub fn respond(self, uri: &Uri) -> HttpResponse {
        respond(uri, self.next_cursor.as_deref(), &self)
    }
}

/// 200 with `body`, which holds one page of a list, and a `Link` to the next page, which repeats every filter of this
/// one.
pub fn respond<B: Serialize>(uri: &Uri, next_cursor: Option<&str>, body: &B) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if let Some(cursor) = next_cursor {
        let kept = uri.query().unwrap_or_default().split('&');
        let kept = kept.filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
        let query: Vec<&str> = kept.collect();
        let separator = if query.is_empty() { "" } else { "&" };
        let link = format!(
            "<{}?{}{separator}cursor={cursor}>; rel=\"next\"",
            uri.path(),
            query.join("&")
        );
        response.insert_header((LINK, link));
    }
    response.json(body)
}
