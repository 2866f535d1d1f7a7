//! Loans, whose terms and due dates the library's rules give.

use std::collections::{BTreeMap, HashMap};

use carrel_rules::calendar::Calendar;
use carrel_rules::due_date::{self, Asked, DueDate};
use carrel_rules::overdue_fine;
use carrel_rules::policy::{RenewalFrom, Terms, resolve, resolve_limits};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::catalogue::Item;
use super::patrons::Patron;
use super::places::Branch;
use super::policies::Policies;
use super::staff::ASSISTANT;
use super::{Today, found};
use crate::demo::store::fill;
use crate::demo::table::{Row, each};
use crate::demo::{DataError, DemoError, id, spread};

/// What a loan follows from.
pub(super) struct Facts<'a> {
    pub(super) branches: &'a HashMap<String, Branch>,
    pub(super) policies: &'a Policies,
    pub(super) patrons: &'a HashMap<String, Patron>,
    pub(super) items: &'a HashMap<String, Item>,
}

/// A loan, open or finished.
pub(super) struct Loan {
    id: Uuid,
    /// The item's barcode.
    pub(super) item: String,
    card: String,
    patron_id: Uuid,
    item_id: Uuid,
    title_id: Uuid,
    item_type_id: Uuid,
    branch_id: Uuid,
    pub(super) checked_out_at: DateTime<Utc>,
    due: DueDate,
    /// When it was renewed, and when it had been due before.
    renewal: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub(super) returned_at: Option<DateTime<Utc>>,
    pub(super) claimed_returned_at: Option<DateTime<Utc>>,
    pub(super) lost_at: Option<DateTime<Utc>>,
    terms: Terms,
    sources: BTreeMap<&'static str, Uuid>,
    /// What bringing it back late came to, in cents.
    late_fine: i64,
}

/// The overdue fine of a loan that came back late.
pub(super) struct LateFine {
    pub(super) item: String,
    pub(super) card: String,
    pub(super) loan_id: Uuid,
    pub(super) item_id: Uuid,
    pub(super) branch_id: Uuid,
    pub(super) charged_at: DateTime<Utc>,
    pub(super) amount: i64,
}

/// Works out every loan of the file.
pub(super) fn read(today: Today, facts: &Facts<'_>) -> Result<Vec<Loan>, DataError> {
    each(include_str!("../data/loans.txt"), |row| loan(row, today, facts))
}

fn loan(row: &Row<'_>, today: Today, facts: &Facts<'_>) -> Result<Loan, DataError> {
    let (barcode, card) = (row.text("item")?, row.text("card")?);
    let item = found("item", facts.items, barcode)?;
    let patron = found("patron", facts.patrons, card)?;
    let branch = found("branch", facts.branches, &item.home_branch)?;
    let at = |column| -> Result<Option<DateTime<Utc>>, DataError> {
        let days: Option<u64> = row.number(column)?;
        Ok(days.map(|days| in_open_hours(&branch.calendar, today.ago(days), &format!("{barcode} {card} {column}"))))
    };
    let policy = resolve(&facts.policies.rows, branch.id, patron.category_id, item.item_type_id);
    let terms = Terms::from(&policy.attributes);
    let checked_out_at = at("out")?.ok_or_else(|| DataError::new(format!("item {barcode} was never lent")))?;
    let mut due = due(
        &branch.calendar,
        &terms,
        patron,
        (checked_out_at, checked_out_at),
        terms.loan_length,
    );
    let renewal = at("renewed")?.map(|renewed_at| (renewed_at, due.at));
    if let Some((renewed_at, due_before)) = renewal {
        let from = match terms.renewal_from {
            RenewalFrom::Due => due_before,
            RenewalFrom::Today => renewed_at,
        };
        due = self::due(
            &branch.calendar,
            &terms,
            patron,
            (renewed_at, from),
            terms.renewal_length,
        );
    }
    let returned_at = at("back")?;
    let late_fine = returned_at.map_or(0, |until| {
        late_fine(facts, (patron, item, branch), &terms, due.at, until)
    });
    Ok(Loan {
        id: id("loan", &format!("{barcode} {card}")),
        item: barcode.to_owned(),
        card: card.to_owned(),
        patron_id: patron.id,
        item_id: item.id,
        title_id: item.title_id,
        item_type_id: item.item_type_id,
        branch_id: branch.id,
        checked_out_at,
        due,
        renewal,
        returned_at,
        claimed_returned_at: at("claimed")?,
        lost_at: at("lost")?,
        terms,
        sources: policy.sources,
        late_fine,
    })
}

/// When a loan or a renewal of `now`, counted from `from`, is due.
fn due(
    calendar: &Calendar,
    terms: &Terms,
    patron: &Patron,
    (now, from): (DateTime<Utc>, DateTime<Utc>),
    length: i32,
) -> DueDate {
    due_date::compute(&Asked {
        calendar,
        terms,
        now,
        from,
        length,
        card_expires_on: patron.expires_on,
    })
}

/// What bringing an item back late came to.
fn late_fine(
    facts: &Facts<'_>,
    (patron, item, branch): (&Patron, &Item, &Branch),
    terms: &Terms,
    due_at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> i64 {
    let limits = resolve_limits(&facts.policies.limits, patron.home_branch_id, patron.category_id).limits;
    let facts = overdue_fine::Facts {
        calendar: &branch.calendar,
        terms,
        due_at,
        until,
        earlier: 0,
        replacement_price: item.price,
        patron_cap: limits.fine_cap,
        owed_for_others: 0,
    };
    overdue_fine::assess(&facts).amount
}

/// Some time within the opening hours of a day, or of the last open day before it.
fn in_open_hours(calendar: &Calendar, day: NaiveDate, key: &str) -> DateTime<Utc> {
    let day = calendar.previous_open_day(day).unwrap_or(day);
    let hours = calendar.openings_on(day).next();
    hours.map_or_else(
        || calendar.end_of_day(day),
        |(opens, closes)| {
            let minutes = u32::try_from((closes - opens).num_minutes()).unwrap_or(1);
            opens + TimeDelta::minutes(spread(key, minutes).into())
        },
    )
}

/// Inserts loans and renewals, and hands on what late returns came to.
pub(super) fn insert(conn: &mut PgConnection, loans: &[Loan]) -> Result<Vec<LateFine>, DemoError> {
    fill(conn, "loans", loans.iter().map(loan_row).collect())?;
    fill(conn, "renewals", loans.iter().filter_map(renewal_row).collect())?;
    Ok(loans.iter().filter_map(Loan::late_fine).collect())
}

/// The id of the open loan of an item.
pub(super) fn open_loan_id(item: &str, card: &str) -> Uuid {
    id("loan", &format!("{item} {card}"))
}

impl Loan {
    fn late_fine(&self) -> Option<LateFine> {
        let charged_at = self.returned_at.filter(|_| self.late_fine > 0)?;
        Some(LateFine {
            item: self.item.clone(),
            card: self.card.clone(),
            loan_id: self.id,
            item_id: self.item_id,
            branch_id: self.branch_id,
            charged_at,
            amount: self.late_fine,
        })
    }
}

fn loan_row(loan: &Loan) -> Value {
    json!({ "id": loan.id, "item_id": loan.item_id, "patron_id": loan.patron_id, "title_id": loan.title_id,
        "item_type_id": loan.item_type_id, "kind": "loan", "branch_id": loan.branch_id,
        "controlling_branch_id": loan.branch_id, "staff_id": id("staff", ASSISTANT),
        "checked_out_at": loan.checked_out_at, "due_at": loan.due.at, "due_on": loan.due.on,
        "due_reasons": loan.due.changes, "renewals_count": i16::from(loan.renewal.is_some()), "terms": loan.terms,
        "sources": loan.sources, "limit_policy_id": loan.sources.get("max_loans"),
        "claimed_returned_at": loan.claimed_returned_at, "lost_at": loan.lost_at, "closed_at": loan.returned_at,
        "close_reason": loan.returned_at.map(|_| "returned"), "returned_at": loan.returned_at,
        "return_branch_id": loan.returned_at.map(|_| loan.branch_id) })
}

fn renewal_row(loan: &Loan) -> Option<Value> {
    let (renewed_at, due_before) = loan.renewal?;
    Some(
        json!({ "id": id("renewal", &loan.id.to_string()), "loan_id": loan.id, "renewed_at": renewed_at,
        "branch_id": loan.branch_id, "staff_id": id("staff", ASSISTANT), "due_at_before": due_before,
        "due_at_after": loan.due.at }),
    )
}
