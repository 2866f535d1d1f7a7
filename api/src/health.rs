//! `GET /health/live`: the process answers. Readiness and metrics are on the admin address.

use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The service is up.
#[derive(Serialize, ToSchema)]
struct Live {
    /// Always `live`.
    #[schema(example = "live")]
    status: &'static str,
    /// The version that runs.
    version: &'static str,
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config.service(get_liveness);
}

/// Ask whether the service is up.
///
/// Permissions: none. Asks nothing of the database.
#[utoipa::path(tag = "health", operation_id = "getLiveness", responses((status = 200, description = "It is up.", body = Live)))]
#[get("/health/live")]
async fn get_liveness() -> HttpResponse {
    HttpResponse::Ok().json(Live {
        status: "live",
        version: env!("CARGO_PKG_VERSION"),
    })
}
