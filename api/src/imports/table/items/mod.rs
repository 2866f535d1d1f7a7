//! Items: what a row may say is what adding an item at a desk may.
//!
//! - A row is an item by its barcode.
//! - Its title is the one of `title_id`, else of `title_number` (field 001 of the record it came with), else of `isbn`, else the
//!   one of this `title` and `author`; where none is found by ISBN or name, a short title is made of what the row says.
//! - Of a known one only what the row gives is changed. A status is set only as staff may set it by hand, never while
//!   somebody has the item.
//! - What is new or changed leaves the audit row and the event of the same deed at a desk.

mod decide;
mod fields;
mod known;
mod write;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::super::taken::Taken;
use super::row::refused;
use super::{Column, Context, Row, optional, required};

use decide::Batch;
use fields::Copy;
use known::Known;

pub(super) const COLUMNS: &[Column] = &[
    required("barcode"),
    optional("title_id"),
    optional("title_number"),
    optional("title_source"),
    optional("isbn"),
    optional("title"),
    optional("author"),
    optional("format"),
    required("item_type"),
    optional("home_branch"),
    required("location"),
    optional("collection"),
    optional("call_number"),
    optional("call_number_scheme"),
    optional("part"),
    optional("replacement_price"),
    optional("parts_count"),
    optional("missing_parts"),
    optional("check_out_message"),
    optional("check_in_message"),
    optional("public_note"),
    optional("staff_note"),
    optional("status"),
];

/// Takes items in, all or none.
pub(super) fn take(
    conn: &mut PgConnection,
    context: &Context,
    rows: &[&Row],
    now: DateTime<Utc>,
) -> QueryResult<Taken> {
    let mut taken = Taken::default();
    let mut copies = Vec::with_capacity(rows.len());
    for row in rows {
        match Copy::read(row, context) {
            Ok(copy) => copies.push((*row, copy)),
            Err(remarks) => taken = taken.and(refused(remarks)),
        }
    }
    let known = Known::load(conn, &copies)?;
    let mut batch = Batch::new(context, &known);
    for (row, copy) in &copies {
        taken = taken.and(match batch.decide(row, copy) {
            Ok(fate) => fate.counted(),
            Err(remark) => refused(vec![remark]),
        });
    }
    write::write(conn, context, &batch.plan, now)?;
    Ok(taken)
}
