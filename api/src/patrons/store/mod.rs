//! The tables of patrons.

mod change;
mod duplicates;
mod life;
mod messages;
mod numbers;
mod outgrown;
mod read;
mod renewals;
mod search;
mod sides;

pub(super) use change::{NewPatron, PatronUpdate, insert, insert_card, set_pin, touch, update};
pub(super) use duplicates::{Lookalike, lookalikes, lookalikes_noted};
pub(super) use life::{
    Belongings, are_family, belongings, close_as_merged, erase, export, fill_in, forget_in_deeds, holdings, is_active,
    mark_expired, move_belongings, records_of,
};
pub(super) use messages::{add_message, remove_message};
pub(super) use numbers::{
    advance_series, card_prefix, insert_card_unless_taken, lock_series, next_sequence, taken_numbers,
};
pub(super) use outgrown::{CategoryOfAges, OutgrownRow, categories_by_code, outgrown};
pub(super) use read::{PatronRow, find, view};
pub(super) use renewals::{NewRenewal, renew_card};
pub(super) use search::{Found, by_name_order, by_particulars, by_question};
pub(super) use sides::{
    CategoryFacts, GuardianFacts, LockedPatron, add_guardian, add_restriction, adult_at, card_in_use, categories,
    category_facts, end_card, lift_restriction, lock, lock_guardian, remove_guardian,
};

pub(crate) use sides::NewGuardian;
