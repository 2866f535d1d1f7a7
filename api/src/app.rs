//! The application: every area's routes under one roof, with what surrounds all of them.

use std::path::PathBuf;
use std::sync::Arc;

use actix_cors::Cors;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HeaderName, IF_MATCH, IF_NONE_MATCH};
use actix_web::middleware::{Compress, DefaultHeaders, Next, from_fn};
use actix_web::{App, Error, HttpRequest, ResponseError, web};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_actix_web::{AppExt, scope};
use utoipa_swagger_ui::SwaggerUi;

use crate::platform::client_address::TrustedProxies;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::openapi;
use crate::platform::password::Passwords;
use crate::platform::problem::{Code, Problem};
use crate::platform::rate_limit::SignInLimit;
use crate::platform::secret::Secret;
use crate::platform::telemetry;
use crate::platform::token::Tokens;
use crate::{
    account, audit, auth, barcodes, branches, client, collections, exports, fine_kinds, health, imports, item_types,
    items, library, loans, patron_categories, patrons, policies, problems, records, staff, titles,
};

/// Everything the routes need.
#[derive(Clone)]
pub struct Carrel {
    /// The database.
    pub db: Db,
    /// The library's time.
    pub clock: Clock,
    /// Access tokens.
    pub tokens: Tokens,
    /// The service's secret.
    pub secret: Secret,
    /// Hashes passwords and PINs.
    pub passwords: Passwords,
    /// How often one address may try to sign in.
    pub sign_in_limit: SignInLimit,
    /// Proxies that are believed.
    pub trusted_proxies: TrustedProxies,
    /// The built web client, if it is served here.
    pub client_dir: Option<PathBuf>,
    /// Origins of other sites whose browsers may call.
    pub allowed_origins: Vec<String>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Carrel",
        description = "The software a public library's front desk runs on. Errors are RFC 9457 problems; money is in minor \
                       units; instants are UTC. See openapi/README.md for how to begin.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/", description = "This service")),
    tags(
        (name = "account", description = "What a patron owes, how it came about, and the money that changes hands."),
        (name = "audit", description = "Who did what, when, and with whose leave."),
        (name = "auth", description = "Signing in and out, tokens, a supervisor's leave."),
        (name = "barcodes", description = "What was scanned."),
        (name = "branches", description = "Branches with their desks, locations, hours and closures, and what they share."),
        (name = "code-lists", description = "Collections, item types and patron categories."),
        (name = "exports", description = "Tables for other systems."),
        (name = "health", description = "Whether the service is up."),
        (name = "imports", description = "Files of other systems' records."),
        (name = "items", description = "Copies with a barcode."),
        (name = "library", description = "The library itself: its name, money and ages."),
        (name = "loans", description = "Lending, taking back, renewing."),
        (name = "patrons", description = "People who borrow: their record, cards, guardians and restrictions."),
        (name = "policies", description = "Which rules hold for which branch, patron category and item type."),
        (name = "problems", description = "What each refusal means."),
        (name = "staff", description = "People who work here."),
        (name = "titles", description = "The catalogue."),
    ),
)]
struct Declaration;

fn api_v1(config: &mut ServiceConfig) {
    config
        .configure(account::configure)
        .configure(audit::configure)
        .configure(auth::configure)
        .configure(barcodes::configure)
        .configure(branches::configure)
        .configure(collections::configure)
        .configure(exports::configure)
        .configure(fine_kinds::configure)
        .configure(imports::configure)
        .configure(item_types::configure)
        .configure(items::configure)
        .configure(library::configure)
        .configure(loans::configure)
        .configure(patron_categories::configure)
        .configure(patrons::configure)
        .configure(policies::configure)
        .configure(records::configure)
        .configure(staff::configure)
        .configure(titles::configure);
}

fn root(config: &mut ServiceConfig) {
    config
        .configure(auth::configure_root)
        .configure(health::configure)
        .configure(problems::configure);
}

/// The complete OpenAPI document of this version.
pub fn document() -> Document {
    let (_, document) = App::new()
        .into_utoipa_app()
        .openapi(Declaration::openapi())
        .configure(root)
        .service(scope::scope("/api/v1").configure(api_v1))
        .split_for_parts();
    let mut document = document;
    openapi::complete(&mut document);
    document
}

/// Builds the application for one worker.
pub fn build(
    carrel: &Carrel,
    document: &Arc<Document>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    // Before the scope of the API, which would answer for its own document that there is no such thing.
    let reference = SwaggerUi::new("/docs/{_:.*}").url("/api/v1/openapi.json", document.as_ref().clone());
    let (app, _) = App::new()
        .service(reference)
        .into_utoipa_app()
        .configure(root)
        .service(scope::scope("/api/v1").configure(api_v1))
        .split_for_parts();
    let otherwise = {
        let document = Arc::clone(document);
        move |req: &HttpRequest| no_route(req, &document).error_response()
    };
    let mut app = app
        .app_data(web::Data::new(carrel.db.clone()))
        .app_data(web::Data::new(carrel.clock.clone()))
        .app_data(web::Data::new(carrel.tokens.clone()))
        .app_data(web::Data::new(carrel.secret.clone()))
        .app_data(web::Data::new(carrel.passwords.clone()))
        .app_data(web::Data::new(carrel.sign_in_limit.clone()))
        .app_data(web::Data::new(carrel.trusted_proxies.clone()))
        .app_data(unreadable_path(Arc::clone(document)))
        .service(web::redirect("/docs", "/docs/"));
    if let Some(dir) = &carrel.client_dir {
        app = app.configure(client::configure(dir, otherwise.clone()));
    }
    app.default_service(web::to(move |req: HttpRequest| std::future::ready(otherwise(&req))))
        .wrap(from_fn(head_as_get))
        .wrap(Compress::default())
        .wrap(cors(&carrel.allowed_origins))
        .wrap(
            DefaultHeaders::new()
                .add((CACHE_CONTROL, "private, no-store"))
                .add(("X-Content-Type-Options", "nosniff"))
                .add(("Referrer-Policy", "no-referrer"))
                .add(("X-Frame-Options", "DENY")),
        )
        .wrap(from_fn(telemetry::observe))
}

/// 405 with `Allow` when the address exists with other methods alone, else 404.
fn no_route(req: &HttpRequest, document: &Document) -> Problem {
    let methods = openapi::allowed_methods(document, req.path());
    if methods.is_empty() || methods.contains(&req.method().as_str()) {
        Problem::of(Code::NotFound)
    } else {
        Problem::method_not_allowed(methods.join(", "))
    }
}

/// An id that is none names nothing; yet its place may be that of a word of ours, which has other methods.
fn unreadable_path(document: Arc<Document>) -> web::PathConfig {
    web::PathConfig::default().error_handler(move |_, req| no_route(req, &document).into())
}

/// HEAD is GET without the body, which the connection leaves out by itself.
async fn head_as_get<B: MessageBody>(mut req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    if req.method() == Method::HEAD {
        req.head_mut().method = Method::GET;
    }
    next.call(req).await
}

fn cors(allowed: &[String]) -> Cors {
    let header = HeaderName::from_static;
    let cors = Cors::default()
        .allowed_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allowed_headers([
            AUTHORIZATION,
            CONTENT_TYPE,
            IF_MATCH,
            IF_NONE_MATCH,
            header("idempotency-key"),
            header("override-grant"),
            header("x-request-id"),
        ])
        .expose_headers([
            "ETag",
            "Link",
            "Location",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "X-Request-Id",
            "Idempotency-Replayed",
        ])
        .max_age(3600);
    allowed.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}
