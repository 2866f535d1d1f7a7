//! What was done in a span of days, by day, by hour of the day or by branch.

use chrono::NaiveDate;
use diesel::PgConnection;
use uuid::Uuid;

use crate::platform::csv::written;

use super::problem::ReportError;
use super::store::{self, CountRow};

/// The longest span that is counted at once, in days.
pub(super) const MAX_DAYS: i64 = 400;

/// What the counts are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Day,
    Hour,
    Branch,
}

/// Counts from the first to the last day, at one branch or at all.
pub(super) fn count(
    conn: &mut PgConnection,
    by: By,
    span: (NaiveDate, NaiveDate),
    branch_id: Option<Uuid>,
) -> Result<Vec<CountRow>, ReportError> {
    let rows = match by {
        By::Day => store::by_day(conn, span, branch_id),
        By::Hour => store::by_hour(conn, span, branch_id),
        By::Branch => store::by_branch(conn, span, branch_id),
    };
    Ok(rows?)
}

/// The counts as a table.
pub(super) fn table(by: By, rows: &[CountRow]) -> Result<Vec<u8>, ReportError> {
    let key = match by {
        By::Day => "on",
        By::Hour => "hour",
        By::Branch => "branch",
    };
    let mut cells = vec![[key, "check_outs", "renewals", "check_ins", "in_house_uses"].map(str::to_owned)];
    for row in rows {
        let key = match (by, row.on_date, row.hour, &row.branch) {
            (By::Day, Some(on), _, _) => on.to_string(),
            (By::Hour, _, Some(hour), _) => hour.to_string(),
            (_, _, _, Some(branch)) => branch.0.code.clone(),
            _ => String::new(),
        };
        let counts = [row.check_outs, row.renewals, row.check_ins, row.in_house_uses].map(|count| count.to_string());
        let [check_outs, renewals, check_ins, in_house_uses] = counts;
        cells.push([key, check_outs, renewals, check_ins, in_house_uses]);
    }
    Ok(written(cells.iter().map(|row| row.iter().map(String::as_str)))?)
}
