//! A caller of the API: who they are, what they send, what they get.

use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;

/// Somebody who calls the service.
#[derive(Clone)]
pub(crate) struct Client {
    base: String,
    headers: Vec<(String, String)>,
    http: reqwest::Client,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
    /// Null when the body is not JSON.
    pub(crate) json: Value,
}

impl Client {
    pub(crate) fn new(base: &str) -> Self {
        let http = reqwest::Client::builder()
            .pool_max_idle_per_host(32)
            .build()
            .expect("client");
        Self {
            base: base.to_owned(),
            headers: Vec::new(),
            http,
        }
    }

    /// The same caller with one more header on what they send.
    pub(crate) fn header(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.push((name.to_owned(), value.to_owned()));
        client
    }

    pub(crate) fn bearer(&self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    pub(crate) fn if_match(&self, tag: &str) -> Self {
        self.header("If-Match", tag)
    }

    pub(crate) fn key(&self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    /// With an Idempotency-Key never used before.
    pub(crate) fn once(&self) -> Self {
        self.key(&Uuid::now_v7().to_string())
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        Answer::read(request.send().await.expect("the service answers")).await
    }

    /// For what JSON cannot say: wrong media types, broken bodies.
    pub(crate) async fn raw(&self, method: Method, path: &str, media_type: &str, body: Vec<u8>) -> Answer {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .header("Content-Type", media_type);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Answer::read(request.body(body).send().await.expect("the service answers")).await
    }
}

impl Answer {
    async fn read(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let text = response.text().await.expect("a body");
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self {
            status,
            headers,
            text,
            json,
        }
    }

    /// The header's value; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> String {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    }

    #[track_caller]
    pub(crate) fn assert_status(&self, status: u16) {
        assert_eq!(self.status, status, "{}", self.text);
    }

    #[track_caller]
    pub(crate) fn assert_problem(&self, status: u16, code: &str) {
        assert_eq!(
            (self.status, self.json["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.text
        );
        assert_eq!(self.header("content-type"), "application/problem+json");
    }

    /// 422 with exactly these (pointer, code), in order of pointer.
    #[track_caller]
    pub(crate) fn assert_fields(&self, expected: &[(&str, &str)]) {
        self.assert_problem(422, "invalid-fields");
        let errors = self.json["errors"].as_array().cloned().unwrap_or_default();
        let found: Vec<_> = errors
            .iter()
            .map(|error| {
                (
                    error["pointer"].as_str().unwrap_or(""),
                    error["code"].as_str().unwrap_or(""),
                )
            })
            .collect();
        assert_eq!(found, expected, "{}", self.text);
    }

    /// 409 with exactly these block codes, in their order.
    #[track_caller]
    pub(crate) fn assert_blocked(&self, expected: &[&str]) {
        self.assert_problem(409, "blocked");
        assert_eq!(self.block_codes(), expected, "{}", self.text);
    }

    pub(crate) fn block_codes(&self) -> Vec<&str> {
        let blocks = self.json["blocks"].as_array();
        blocks
            .into_iter()
            .flatten()
            .map(|block| block["code"].as_str().unwrap_or_default())
            .collect()
    }
}
