//! Request ids, structured logs and metrics. Access lines name the route, never the address asked for, so that no
//! personal data reaches a log.

use std::sync::Arc;
use std::time::Instant;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

static REQUEST_ID_HEADER: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static REQUEST_ID: Arc<str>;
}

/// The id of the request being answered, as it stands in `instance`, the log and the audit row.
pub fn request_id() -> String {
    REQUEST_ID.try_with(|id| id.to_string()).unwrap_or_default()
}

/// Gives every request an id (the caller's own when it is a plain word), logs its end and counts it.
pub async fn observe<B: MessageBody>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let sent = req
        .headers()
        .get(&REQUEST_ID_HEADER)
        .and_then(|value| value.to_str().ok());
    let id: Arc<str> = match sent.filter(|id| is_plain(id)) {
        Some(id) => id.into(),
        None => Uuid::now_v7().to_string().into(),
    };
    let started = Instant::now();
    let method = req.method().clone();
    let outcome = REQUEST_ID.scope(Arc::clone(&id), next.call(req)).await;
    let mut response = outcome?;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID_HEADER.clone(), value);
    }
    let route = response
        .request()
        .match_pattern()
        .unwrap_or_else(|| "unmatched".to_owned());
    let elapsed = started.elapsed();
    let status = response.status().as_u16();
    metrics::histogram!(
        "carrel_http_request_seconds",
        "method" => method_label(&method), "route" => route.clone(), "status" => status.to_string()
    )
    .record(elapsed.as_secs_f64());
    let micros = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(target: "access", request_id = %id, %method, route, status, micros);
    Ok(response)
}

/// Starts the log: JSON lines, or plain ones when a person watches. `RUST_LOG` chooses what is told.
pub fn start_log(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start, as in tests, keeps the first.
    let started = if json {
        log.json().try_init()
    } else {
        log.compact().try_init()
    };
    if started.is_err() {
        tracing::debug!("the log was started before");
    }
}

/// Starts counting; the handle writes what `/metrics` answers.
pub fn start_metrics() -> Option<PrometheusHandle> {
    let buckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
    PrometheusBuilder::new()
        .set_buckets(&buckets)
        .ok()?
        .install_recorder()
        .ok()
}

/// A method as it is counted. Callers may send any word as a method, and each label is kept for as long as the service
/// runs.
fn method_label(method: &Method) -> &'static str {
    const KNOWN: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];
    KNOWN
        .into_iter()
        .find(|known| *known == method.as_str())
        .unwrap_or("other")
}

fn is_plain(id: &str) -> bool {
    (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
