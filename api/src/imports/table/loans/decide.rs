//! What becomes of a row: a new loan, or nothing.

use std::collections::HashMap;
use std::sync::Arc;

use carrel_rules::policy::Terms;
use chrono::{DateTime, Datelike, NaiveTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::policies::cache::{self, PolicySet};

use super::super::super::store::{self, BranchCode, LentItem, LoanRow};
use super::super::patron_name::Named;
use super::super::row::Cell;
use super::super::{Context, Fate, Row};
use super::fields::Lent;

/// Rows that are written together, and what they are decided by. Items and patrons are locked.
pub(super) struct Batch<'a> {
    context: &'a Context,
    now: DateTime<Utc>,
    items: HashMap<String, LentItem>,
    patrons: Named,
    branches: HashMap<String, BranchCode>,
    by_id: HashMap<Uuid, Tz>,
    policies: Arc<PolicySet>,
    controlling: String,
    pub plan: Vec<LoanRow>,
}

impl<'a> Batch<'a> {
    pub(super) fn load(
        conn: &mut PgConnection,
        context: &'a Context,
        lent: &[(&Row, Lent)],
        now: DateTime<Utc>,
    ) -> QueryResult<Self> {
        let barcodes: Vec<&str> = lent.iter().map(|(_, loan)| loan.barcode.as_str()).collect();
        store::lock_items(conn, &barcodes)?;
        let patrons = Named::load(conn, lent.iter().map(|(_, loan)| loan.patron.1.clone()))?;
        let items = store::lent_items(conn, &barcodes)?;
        let lending = store::lending(conn)?;
        let branches = store::branch_codes(conn)?;
        Ok(Self {
            context,
            now,
            items: items.into_iter().map(|item| (item.barcode.clone(), item)).collect(),
            patrons,
            by_id: branches
                .iter()
                .map(|branch| (branch.id, branch.zone.parse().unwrap_or(Tz::UTC)))
                .collect(),
            branches: branches.into_iter().map(|row| (row.code.clone(), row)).collect(),
            policies: cache::current(conn, lending.policy_version)?,
            controlling: lending.controlling_branch,
            plan: Vec::new(),
        })
    }

    pub(super) fn decide(&mut self, row: &Row, loan: &Lent) -> Cell<Fate> {
        let item = self.items.get(&loan.barcode);
        let item = item.ok_or_else(|| row.refusal("item_barcode", "unknown-item", "There is no such item."))?;
        let patron = self.patrons.active(row, &loan.patron)?;
        match item.holder_id {
            Some(holder) if holder == patron.id => return Ok(Fate::Unchanged),
            Some(_) => {
                let detail = "The item is on loan to another patron.";
                return Err(row.refusal("item_barcode", "on-loan", detail));
            }
            None if matches!(item.status.as_str(), "withdrawn" | "on_hold_shelf") => {
                let detail = "The item is withdrawn, or waits for a patron on the hold shelf.";
                return Err(row.refusal("item_barcode", "conflict", detail));
            }
            None => {}
        }
        let branch_id = match &loan.branch {
            Some(code) => {
                let branch = self.branches.get(code);
                branch
                    .ok_or_else(|| row.refusal("branch", "unknown", "There is no such branch."))?
                    .id
            }
            None => self.context.branch_id,
        };
        let controlling_branch_id = match self.controlling.as_str() {
            "item_home" => item.home_branch_id,
            "patron_home" => patron.home_branch_id,
            _ => branch_id,
        };
        let resolution = self
            .policies
            .resolve(controlling_branch_id, patron.patron_category_id, item.item_type_id);
        if !resolution.matched {
            let detail = "No policy says how such an item is lent to such a patron.";
            return Err(row.refusal("", "no-policy", detail));
        }
        let zone = self.by_id.get(&controlling_branch_id).copied().unwrap_or(Tz::UTC);
        let (checked_out_at, due_at) = times(row, loan, zone, self.now)?;
        self.plan.push(LoanRow {
            id: Uuid::now_v7(),
            item_id: item.id,
            patron_id: patron.id,
            title_id: item.title_id,
            item_type_id: item.item_type_id,
            branch_id,
            controlling_branch_id,
            staff_id: self.context.staff_id,
            checked_out_at,
            due_at,
            due_on: due_at.with_timezone(&zone).date_naive(),
            renewals_count: loan.renewals,
            terms: json!(Terms::from(&resolution.attributes)),
            sources: json!(resolution.sources),
            limit_policy_id: resolution.sources.get("max_loans").copied(),
        });
        Ok(Fate::Added)
    }
}

/// When it was lent and when it is due. A day alone stands for its beginning and for its end.
fn times(row: &Row, loan: &Lent, zone: Tz, now: DateTime<Utc>) -> Cell<(DateTime<Utc>, DateTime<Utc>)> {
    let no_time = |column| row.refusal(column, "not-a-date", "There is no such moment at the branch.");
    let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let lent_at = loan
        .lent_at
        .at(zone, NaiveTime::default())
        .ok_or_else(|| no_time("lent_at"))?;
    let due_at = loan.due_at.at(zone, end).ok_or_else(|| no_time("due_at"))?;
    if lent_at > now {
        return Err(row.refusal("lent_at", "in-future", "Now or earlier."));
    }
    if due_at <= lent_at {
        return Err(row.refusal("due_at", "before-loan", "Later than lent_at."));
    }
    for (column, at) in [("lent_at", lent_at), ("due_at", due_at)] {
        if !(1900..=2199).contains(&at.year()) {
            return Err(row.refusal(column, "range", "A year from 1900 to 2199."));
        }
    }
    Ok((lent_at, due_at))
}
