//! The tables of imports, and what imports write into the catalogue's.

mod chunks;
mod codes;
mod import;
mod known;
mod progress;
mod table;
mod write;

pub(super) use chunks::{add_chunk, chunk};
pub(super) use codes::{BranchCode, CodeTable, branch_codes, codes, create_codes, create_locations};
pub(super) use import::{
    Claimed, ImportRow, NewImport, ProblemRow, abandon, abandon_lost, branch_by_code, branch_zone, cancel, exponent,
    find, insert, is_waiting, list, problems, queue, start_next,
};
pub(super) use known::{KnownRecord, known_items, known_records};
pub(super) use progress::{Counts, Ending, advance, finish, say};
pub(super) use table::{
    ItemRecord, ItemWrite, LentItem, LoanRow, NewCard, NewLink, PatronRow, Standing, add_items, insert_cards,
    insert_loans, insert_patrons, lending, lent_items, link_guardians, lock_items, lock_patrons, on_loan,
    patrons_named, replace_cards, standing_of, titles_named, titles_of_isbns, titles_that_are, update_items,
    update_patrons,
};
pub(super) use write::{ItemRow, RecordRow, insert_items, insert_titles, put_records, update_titles};

pub(crate) use import::forget_unreceived;
