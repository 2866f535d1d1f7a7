//! The tables of imports, and what imports write into the catalogue's.

mod chunks;
mod codes;
mod import;
mod known;
mod progress;
mod write;

pub(super) use chunks::{add_chunk, chunk};
pub(super) use codes::{CodeTable, codes, create_codes, create_locations};
pub(super) use import::{
    Claimed, ImportRow, NewImport, ProblemRow, abandon, abandon_lost, branch_by_code, cancel, find, insert, is_waiting,
    list, problems, queue, start_next,
};
pub(super) use known::{KnownRecord, known_items, known_records};
pub(super) use progress::{Counts, Ending, advance, finish, say};
pub(super) use write::{ItemRow, RecordRow, insert_items, insert_titles, put_records, update_titles};

pub(crate) use import::forget_unreceived;
