//! A staff member at a desk: one connection that stays open, one token.

use std::net::SocketAddr;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::Outcome;
use crate::ids::{Kind, id};
use crate::service::PASSWORD;

/// A request to send.
pub struct Call {
    /// GET or POST.
    pub method: Method,
    /// Below `/api/v1`.
    pub path: String,
    /// JSON; null for none.
    pub body: Value,
    /// What a deed is done once for.
    pub key: Option<String>,
    /// The answer that counts as done.
    pub expected: StatusCode,
}

/// A staff member, signed in.
pub struct Desk {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    authorization: String,
}

impl Desk {
    /// Connects and signs the `number`th staff member in at their desk.
    pub async fn open(address: SocketAddr, number: usize) -> Outcome<Self> {
        let credentials = json!({
            "username": format!("bench-{number}"), "password": PASSWORD,
            "branch_id": id(Kind::Branch, 1), "desk_id": id(Kind::Desk, number),
        });
        Self::sign_in(address, credentials).await
    }

    /// Connects and signs somebody in.
    pub async fn sign_in(address: SocketAddr, credentials: Value) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends with its sender, which also hears of whatever goes wrong.
        tokio::spawn(connection);
        let mut desk = Self {
            sender,
            host: address.to_string(),
            authorization: String::new(),
        };
        let sign_in = Call {
            method: Method::POST,
            path: "/auth/login".to_owned(),
            body: credentials,
            key: None,
            expected: StatusCode::OK,
        };
        let answer: Value = serde_json::from_slice(&desk.send(sign_in).await?)?;
        let token = answer.get("access_token").and_then(Value::as_str);
        desk.authorization = format!("Bearer {}", token.ok_or("signing in gave no token")?);
        Ok(desk)
    }

    /// Sends the request and reads the whole answer. Any other status than the expected one is an error.
    pub async fn send(&mut self, call: Call) -> Outcome<Bytes> {
        let expected = call.expected;
        let mut request = Request::builder()
            .method(call.method)
            .uri(format!("/api/v1{}", call.path))
            .header(HOST, &self.host);
        if !self.authorization.is_empty() {
            request = request.header(AUTHORIZATION, &self.authorization);
        }
        if let Some(key) = call.key {
            request = request.header("idempotency-key", key);
        }
        let body = if call.body.is_null() {
            Bytes::new()
        } else {
            request = request.header(CONTENT_TYPE, "application/json");
            serde_json::to_vec(&call.body)?.into()
        };
        self.sender.ready().await?;
        let response = self.sender.send_request(request.body(Full::new(body))?).await?;
        let status = response.status();
        let answer = response.into_body().collect().await?.to_bytes();
        if status != expected {
            return Err(format!("{}: {status} {}", call.path, String::from_utf8_lossy(&answer)).into());
        }
        Ok(answer)
    }
}
