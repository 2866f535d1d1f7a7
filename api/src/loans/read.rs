//! Reading loans, with the fine that is accruing on those that are late.

use carrel_rules::overdue_fine;
use carrel_rules::policy::Terms;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use crate::branches::calendar_cache;
use crate::platform::refs::{BranchRef, ItemRef, PatronRef, TitleRef};

use super::check_out::{limits, stored_terms};
use super::problem::LoanError;
use super::store::read::{self as store, Filter, LoanRow};
use super::{Kind, Loan};

/// Reads one loan.
pub(crate) fn one(conn: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> Result<Loan, LoanError> {
    let filter = Filter {
        id: Some(id),
        now,
        limit: 1,
        ..Filter::default()
    };
    let mut loans = page(conn, &filter)?;
    loans.pop().ok_or(LoanError::UnknownLoan)
}

/// Reads loans in the order in which they are due.
pub(in crate::loans) fn page(conn: &mut PgConnection, filter: &Filter) -> Result<Vec<Loan>, LoanError> {
    let rows = store::find(conn, filter)?;
    rows.into_iter().map(|row| loan(conn, row, filter.now)).collect()
}

/// Reads loans that were due before the first instant, as of the second; without those that are lost or claimed returned.
/// Of a branch: those that began there.
pub(crate) fn late(
    conn: &mut PgConnection,
    branch_id: Option<Uuid>,
    (due_before, now): (DateTime<Utc>, DateTime<Utc>),
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Loan>, LoanError> {
    let filter = Filter {
        branch_id,
        state: Some("late"),
        due_before: Some(due_before),
        now,
        after,
        limit,
        ..Filter::default()
    };
    page(conn, &filter)
}

/// Calendars and limits come from this process's copies, which cost a query only after they were changed.
fn loan(conn: &mut PgConnection, row: LoanRow, now: DateTime<Utc>) -> Result<Loan, LoanError> {
    let terms = stored_terms(&row.terms)?;
    let accruing_fine = accruing_fine(conn, &row, &terms, now)?;
    let patron = row.patron_id.zip(row.patron_name);
    Ok(Loan {
        id: row.id,
        kind: Kind::stored(&row.kind),
        patron: patron.map(|(id, name)| PatronRef {
            id,
            name,
            card_number: row.patron_card,
        }),
        item: ItemRef {
            id: row.item_id,
            barcode: row.item_barcode,
            call_number: row.item_call_number,
            part: row.item_part,
            title: TitleRef {
                id: row.title_id,
                title: row.title,
                author: row.title_author,
            },
        },
        item_type_id: row.item_type_id,
        branch: BranchRef {
            id: row.branch_id,
            code: row.branch_code,
            name: row.branch_name,
        },
        controlling_branch: BranchRef {
            id: row.controlling_branch_id,
            code: row.controlling_branch_code,
            name: row.controlling_branch_name,
        },
        checked_out_at: row.checked_out_at,
        due_at: row.due_at,
        due_on: row.due_on,
        due_reasons: row.due_reasons,
        renewals_count: row.renewals_count.into(),
        terms,
        terms_json: row.terms,
        sources: row.sources,
        limit_policy_id: row.limit_policy_id,
        closed_at: row.closed_at,
        returned_at: row.returned_at,
        lost_at: row.lost_at,
        claimed_returned_at: row.claimed_returned_at,
        accruing_fine,
    })
}

/// What the fine of a late loan would grow by if the item came back now.
fn accruing_fine(conn: &mut PgConnection, row: &LoanRow, terms: &Terms, now: DateTime<Utc>) -> Result<i64, LoanError> {
    let (None, Some(home), Some(category)) = (row.closed_at, row.patron_home_branch_id, row.patron_category_id) else {
        return Ok(0);
    };
    // Lateness ends with a loss, and a claim has no fine.
    if row.due_at >= now || row.lost_at.is_some() || row.claimed_returned_at.is_some() {
        return Ok(0);
    }
    let calendar = calendar_cache::calendar(conn, row.controlling_branch_id, row.calendar_version)?;
    let fine = overdue_fine::assess(&overdue_fine::Facts {
        calendar: &calendar,
        terms,
        due_at: row.due_at,
        until: now,
        earlier: row.fine_before_renewal,
        replacement_price: row.replacement_price,
        patron_cap: limits(conn, row.policy_version, home, category)?.fine_cap,
        owed_for_others: row.owed_for_others,
    });
    Ok((fine.amount - row.fine_stands_at.unwrap_or(0)).max(0))
}
