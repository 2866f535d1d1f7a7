//! What all lists have in common: pages, the whole as a table, and the trace they leave.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::csv::written;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, note_at_desk};

use super::problem::ReportError;

/// Rows of a table that are read at once.
const BATCH: i64 = 500;

/// What a list is asked for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// Of this branch; none is every branch.
    pub branch_id: Option<Uuid>,
    /// For at least so many days.
    pub days: i64,
    /// The instant of the question.
    pub now: DateTime<Utc>,
    /// The day of whoever asks.
    pub today: NaiveDate,
}

/// Reads the rows after a place, at most so many.
type Read<R, K> = fn(&mut PgConnection, &Asked, Option<K>, i64) -> Result<Vec<R>, ReportError>;

/// A list of rows `R` in the order of `K`.
pub(super) struct List<R, K> {
    /// Its name in addresses and in the audit.
    pub name: &'static str,
    /// The columns of the table.
    pub columns: &'static [&'static str],
    /// The rows after that place, at most so many.
    pub read: Read<R, K>,
    /// Where a row stands.
    pub key: fn(&R) -> K,
    /// The row in the table. Amounts are written with so many decimals.
    pub cells: fn(&R, u32) -> Vec<String>,
    /// How many of these rows name a patron.
    pub patrons: fn(&[R]) -> usize,
}

impl<R, K: Copy> List<R, K> {
    /// Reads a page, and notes that patrons were shown.
    pub(super) fn page(
        &self,
        conn: &mut PgConnection,
        desk: &Desk,
        asked: &Asked,
        after: Option<K>,
        limit: i64,
    ) -> Result<Vec<R>, ReportError> {
        let rows = (self.read)(conn, asked, after, limit)?;
        self.note(conn, desk, (self.patrons)(&rows))?;
        Ok(rows)
    }

    /// Writes the whole list, piece by piece, until nobody listens any more; notes what was shown.
    pub(super) fn write(
        &self,
        conn: &mut PgConnection,
        desk: &Desk,
        asked: &Asked,
        exponent: u32,
        send: impl Fn(Vec<u8>) -> bool,
    ) -> Result<(), ReportError> {
        let (mut after, mut patrons) = (None, 0);
        let mut is_heard = send(written([self.columns.iter().copied()])?);
        while is_heard {
            let rows = (self.read)(conn, asked, after, BATCH)?;
            let Some(last) = rows.last() else { break };
            after = Some((self.key)(last));
            patrons += (self.patrons)(&rows);
            let cells: Vec<Vec<String>> = rows.iter().map(|row| (self.cells)(row, exponent)).collect();
            is_heard = send(written(cells.iter().map(|row| row.iter().map(String::as_str)))?);
        }
        self.note(conn, desk, patrons)
    }

    fn note(&self, conn: &mut PgConnection, desk: &Desk, patrons: usize) -> Result<(), ReportError> {
        if patrons == 0 {
            return Ok(());
        }
        let deed = Deed::on("report.viewed", "report", Uuid::now_v7());
        let changes = json!({ "report": self.name, "patrons_count": patrons });
        note_at_desk(conn, desk, deed.changing(changes))?;
        Ok(())
    }
}

/// An amount in minor units as people write it.
pub(super) fn money(amount: i64, exponent: u32) -> String {
    if exponent == 0 {
        return amount.to_string();
    }
    let unit = 10_u64.pow(exponent.min(9));
    let (whole, rest) = (amount.unsigned_abs() / unit, amount.unsigned_abs() % unit);
    let sign = if amount < 0 { "-" } else { "" };
    let width = usize::try_from(exponent).unwrap_or(0);
    format!("{sign}{whole}.{rest:0width$}")
}
