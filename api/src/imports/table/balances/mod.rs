//! Opening balances: what patrons owed in the system that the library leaves.
//!
//! - A row is a charge on the patron's account, never twice for one external id under its source.
//! - The ledger is never rewritten: a row that says something else of a charge that was made is refused.
//! - Each leaves the audit row and the event of a charge at a desk.

mod fields;

use std::collections::HashMap;

use chrono::{DateTime, NaiveTime, Utc};
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger::{self, OpeningBalance};
use crate::platform::record::{Deed, record_all};

use super::super::store::{self, BranchCode};
use super::super::taken::Taken;
use super::patron_name::Named;
use super::row::{Cell, refused};
use super::{Column, Context, Fate, Row, optional, required};

use fields::Owed;

pub(super) const COLUMNS: &[Column] = &[
    required("external_id"),
    optional("external_source"),
    optional("patron_external_id"),
    optional("patron_source"),
    optional("patron_card_number"),
    required("amount"),
    optional("kind"),
    optional("description"),
    optional("incurred_on"),
    optional("branch"),
];

/// Takes charges in, all or none.
pub(super) fn take(
    conn: &mut PgConnection,
    context: &Context,
    rows: &[&Row],
    now: DateTime<Utc>,
) -> QueryResult<Taken> {
    let mut taken = Taken::default();
    let mut owed = Vec::with_capacity(rows.len());
    for row in rows {
        match Owed::read(row, context, now) {
            Ok(charge) => owed.push((*row, charge)),
            Err(remarks) => taken = taken.and(refused(remarks)),
        }
    }
    let mut batch = Batch::load(conn, context, &owed, now)?;
    for (row, charge) in &owed {
        taken = taken.and(match batch.decide(row, charge) {
            Ok(fate) => fate.counted(),
            Err(remark) => refused(vec![remark]),
        });
    }
    if !batch.plan.is_empty() {
        ledger::charge_opening_balances(conn, &batch.plan, now)?;
        record_all(
            conn,
            now,
            batch.plan.iter().map(|charge| deed(context, charge)).collect(),
        )?;
    }
    Ok(taken)
}

/// Rows that are written together, and what they are decided by. The patrons are locked.
struct Batch<'a> {
    context: &'a Context,
    now: DateTime<Utc>,
    patrons: Named,
    branches: HashMap<String, BranchCode>,
    /// Charges that were made: whose they are, and how much.
    made: HashMap<(String, String), (Uuid, Vec<i64>)>,
    plan: Vec<OpeningBalance>,
}

impl<'a> Batch<'a> {
    fn load(
        conn: &mut PgConnection,
        context: &'a Context,
        owed: &[(&Row, Owed)],
        now: DateTime<Utc>,
    ) -> QueryResult<Self> {
        let patrons = Named::load(conn, owed.iter().map(|(_, charge)| charge.patron.1.clone()))?;
        let keys: Vec<(String, String)> = owed.iter().map(|(_, charge)| charge.key.clone()).collect();
        let made = ledger::opening_balances(conn, &keys)?.into_iter();
        Ok(Self {
            context,
            now,
            patrons,
            branches: store::branch_codes(conn)?
                .into_iter()
                .map(|row| (row.code.clone(), row))
                .collect(),
            made: made
                .map(|charge| ((charge.source, charge.external_id), (charge.patron_id, charge.amounts)))
                .collect(),
            plan: Vec::new(),
        })
    }

    fn decide(&mut self, row: &Row, charge: &Owed) -> Cell<Fate> {
        let patron = self.patrons.active(row, &charge.patron)?;
        if let Some((patron_id, amounts)) = self.made.get(&charge.key) {
            if *patron_id == patron.id && amounts.contains(&charge.amount) {
                return Ok(Fate::Unchanged);
            }
            let detail = "It was charged already, to another patron or another amount. The ledger is not rewritten.";
            return Err(row.refusal("external_id", "already-exists", detail));
        }
        let branch = match &charge.branch {
            Some(code) => {
                let branch = self.branches.get(code);
                Some(branch.ok_or_else(|| row.refusal("branch", "unknown", "There is no such branch."))?)
            }
            None => None,
        };
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        let incurred_at = charge
            .incurred_on
            .and_then(|day| day.and_time(noon).and_local_timezone(self.context.zone).latest())
            .map_or(self.now, |at| at.with_timezone(&Utc).min(self.now));
        self.plan.push(OpeningBalance {
            id: Uuid::now_v7(),
            entry_id: Uuid::now_v7(),
            patron_id: patron.id,
            kind: charge.kind,
            amount: charge.amount,
            branch_id: branch.map_or(self.context.branch_id, |branch| branch.id),
            staff_id: self.context.staff_id,
            charged_at: incurred_at,
            detail: charge.description.clone(),
            external_source: charge.key.0.clone(),
            external_id: charge.key.1.clone(),
        });
        Ok(Fate::Added)
    }
}

fn deed(context: &Context, charge: &OpeningBalance) -> Deed {
    Deed::on("fine.charged", "fine", charge.id)
        .of_patron(charge.patron_id)
        .changing(json!({ "kind": charge.kind, "amount": charge.amount, "import_id": context.import_id }))
}
