//! The built web client, served beside the API when `CARREL_CLIENT_DIR` names it.

use std::future::ready;
use std::path::Path;
use std::sync::Arc;

use actix_files::{Files, NamedFile};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse, fn_service};
use actix_web::http::header::{ACCEPT, CACHE_CONTROL, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::{Error, HttpRequest, HttpResponse, guard, web};

/// Their names hold a hash of what is in them.
const HASHED: &str = "/assets";

/// Paths below these are the API's, whatever is asked for there.
const ROOTS_OF_THE_API: &[&str] = &[
    "/api",
    "/oauth",
    "/.well-known",
    "/problems",
    "/health",
    "/docs",
    "/paia",
    "/daia",
];

/// Serves the files below `dir`, and its page for every other address that a browser opens. What is neither is
/// answered by `otherwise`.
pub(crate) fn configure(
    dir: &Path,
    otherwise: impl Fn(&HttpRequest) -> HttpResponse + 'static,
) -> impl FnOnce(&mut web::ServiceConfig) {
    let page = dir.join("index.html");
    let hashed = Files::new("", dir.join(HASHED.trim_start_matches('/')));
    let answer = Arc::new(
        move |req: &HttpRequest| match wants_page(req).then(|| NamedFile::open(&page)) {
            Some(Ok(file)) => unkept(file, req),
            _ => otherwise(req),
        },
    );
    let at_root = Arc::clone(&answer);
    let rest = Files::new("/", dir)
        .guard(guard::Get())
        .default_handler(fn_service(move |req: ServiceRequest| {
            let (req, _) = req.into_parts();
            let response = answer(&req);
            ready(Ok(ServiceResponse::new(req, response)))
        }));
    move |config| {
        config
            .route("/", web::get().to(move |req: HttpRequest| ready(at_root(&req))))
            .service(
                web::scope(HASHED)
                    .guard(guard::Get())
                    .wrap(from_fn(keep))
                    .service(hashed),
            )
            .service(rest);
    }
}

fn wants_page(req: &HttpRequest) -> bool {
    let accept = req.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html")) && !is_api(req.path())
}

fn is_api(path: &str) -> bool {
    let mut rests = ROOTS_OF_THE_API.iter().filter_map(|root| path.strip_prefix(root));
    rests.any(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The page is small and names hashed files, so it is asked for anew each time.
fn unkept(page: NamedFile, req: &HttpRequest) -> HttpResponse {
    let mut response = page.into_response(req);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// A hashed file never changes; that it is missing may.
async fn keep<B: MessageBody + 'static>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<BoxBody>, Error> {
    let mut response = next.call(req).await?.map_into_boxed_body();
    if response.status().is_success() {
        let headers = response.headers_mut();
        headers.insert(
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        );
    }
    Ok(response)
}
