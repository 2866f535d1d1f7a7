//! Open loans: what patrons have at home on the day the library changes its system.
//!
//! - A row is a loan by its item's barcode: an item has at most one open loan. The same item with the same patron changes
//!   nothing, whatever the row says of dates: desks renew.
//! - The loan has the policy that would hold today, and the due date of the file.
//! - The item is on loan from then on. Each loan leaves the audit row and the event of a check-out.

mod decide;
mod fields;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use crate::platform::record::{Deed, record_all};

use super::super::store::{self, LoanRow};
use super::super::taken::Taken;
use super::row::refused;
use super::{Column, Context, Row, optional, required};

use decide::Batch;
use fields::Lent;

pub(super) const COLUMNS: &[Column] = &[
    required("item_barcode"),
    optional("patron_external_id"),
    optional("patron_source"),
    optional("patron_card_number"),
    optional("branch"),
    required("lent_at"),
    required("due_at"),
    optional("renewals"),
];

/// Takes loans in, all or none.
pub(super) fn take(
    conn: &mut PgConnection,
    context: &Context,
    rows: &[&Row],
    now: DateTime<Utc>,
) -> QueryResult<Taken> {
    let mut taken = Taken::default();
    let mut lent = Vec::with_capacity(rows.len());
    for row in rows {
        match Lent::read(row, context) {
            Ok(loan) => lent.push((*row, loan)),
            Err(remarks) => taken = taken.and(refused(remarks)),
        }
    }
    let mut batch = Batch::load(conn, context, &lent, now)?;
    for (row, loan) in &lent {
        taken = taken.and(match batch.decide(row, loan) {
            Ok(fate) => fate.counted(),
            Err(remark) => refused(vec![remark]),
        });
    }
    if !batch.plan.is_empty() {
        store::insert_loans(conn, &batch.plan, now)?;
        record_all(conn, now, batch.plan.iter().map(|loan| deed(context, loan)).collect())?;
    }
    Ok(taken)
}

fn deed(context: &Context, loan: &LoanRow) -> Deed {
    Deed::on("loan.checked_out", "loan", loan.id)
        .of_patron(loan.patron_id)
        .changing(json!({ "item_id": loan.item_id, "import_id": context.import_id }))
}
