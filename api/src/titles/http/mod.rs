//! The routes of titles.

mod availability;
mod brief;
mod facets;
mod list;
mod merge;
mod record;
mod title;
mod write;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(list::list_titles)
        // Before the titles by id, which it would be taken for.
        .service(facets::get_facets)
        .service(brief::list_brief_titles)
        .service(record::create_title)
        .service(record::get_title)
        .service(record::change_title)
        .service(merge::merge_title)
        .service(availability::get_availability);
}
