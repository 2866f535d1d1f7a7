//! The routes of imports.

mod kinds;
mod options;
mod read;
mod upload;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(upload::create_import)
        .service(kinds::list_import_kinds)
        .service(read::list_imports)
        .service(read::get_import)
        .service(read::list_import_problems)
        .service(read::cancel_import);
}
