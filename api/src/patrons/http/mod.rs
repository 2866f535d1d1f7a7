//! The routes under `/patrons`.

mod cards;
mod change;
mod duplicates;
mod fields;
mod life;
mod outgrown;
mod patron;
mod register;
mod search;
mod sides;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(register::register_patron)
        .service(search::search_patrons)
        .service(outgrown::list_outgrown_patrons)
        .service(change::get_patron)
        .service(change::change_patron)
        .service(duplicates::find_duplicate_patrons)
        .service(cards::next_number::get_next_card_number)
        .service(cards::renew::renew_patron_card)
        .service(cards::replace_patron_card)
        .service(cards::set_patron_pin)
        .service(life::merge::preview_patron_merge)
        .service(life::merge::merge_patron)
        .service(life::anonymise::anonymise_patron)
        .service(life::export::export_patron)
        .service(sides::restrict_patron)
        .service(sides::lift_patron_restriction)
        .service(sides::messages::leave_patron_message)
        .service(sides::messages::take_down_patron_message)
        .service(sides::link_guardian)
        .service(sides::unlink_guardian);
}
