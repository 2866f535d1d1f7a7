//! Tables: one row for each patron, item, open loan or opening balance.
//!
//! - The first row names the columns, in any order; an unknown, missing or doubled name refuses the file.
//! - An empty cell says nothing: of what is new it leaves the usual, of what is known it changes nothing.
//! - A row is known again by its external id under its source, and the same row again changes nothing.
//! - A dry run does everything behind a savepoint that is undone, so its report is that of the import.

mod balances;
mod cells;
mod header;
mod items;
mod loans;
mod patron_name;
mod patrons;
mod row;
mod source;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use uuid::Uuid;

use super::report::Remark;
use super::store::{self, Claimed};
use super::taken::Taken;

pub(super) use header::{HeaderFault, check as check_header};
pub(super) use row::Row;
pub(super) use source::{Entry, read};

/// A column of a kind of table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub name: &'static str,
    pub is_required: bool,
}

const fn required(name: &'static str) -> Column {
    Column {
        name,
        is_required: true,
    }
}

const fn optional(name: &'static str) -> Column {
    Column {
        name,
        is_required: false,
    }
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Patrons.
    Patrons,
    /// Items.
    Items,
    /// Open loans.
    Loans,
    /// Opening balances.
    Balances,
}

impl TableKind {
    pub(super) const ALL: &'static [Self] = &[Self::Patrons, Self::Items, Self::Loans, Self::Balances];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Patrons => "patrons",
            Self::Items => "items",
            Self::Loans => "loans",
            Self::Balances => "balances",
        }
    }

    /// Its columns.
    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Patrons => patrons::COLUMNS,
            Self::Items => items::COLUMNS,
            Self::Loans => loans::COLUMNS,
            Self::Balances => balances::COLUMNS,
        }
    }

    /// Where a column stands among them.
    fn place(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.name == name)
    }

    /// The columns of which no two rows of a file have the same value, and whether the value is one of its source.
    fn keys(self) -> &'static [(&'static str, bool)] {
        match self {
            Self::Patrons => &[("external_id", true), ("card_number", false)],
            Self::Items => &[("barcode", false)],
            Self::Loans => &[("item_barcode", false)],
            Self::Balances => &[("external_id", true)],
        }
    }
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Added,
    Changed,
    Unchanged,
}

impl Fate {
    /// One row of this fate.
    fn counted(self) -> Taken {
        let mut taken = Taken::default();
        taken.counts.records = 1;
        *match self {
            Self::Added => &mut taken.counts.rows_added,
            Self::Changed => &mut taken.counts.rows_changed,
            Self::Unchanged => &mut taken.counts.rows_unchanged,
        } = 1;
        taken
    }
}

/// What every batch of a table shares.
struct Context {
    import_id: Uuid,
    branch_id: Uuid,
    /// Who started the import; none on the command line.
    staff_id: Option<Uuid>,
    zone: Tz,
    dry_run: bool,
    /// Decimals of the library's money.
    exponent: i16,
    /// Whose external ids they are, where the row does not say.
    source: String,
    /// Patrons whom a dry run would have added, by their keys, with their dates of birth.
    pretended: HashMap<u64, Option<NaiveDate>>,
}

impl Context {
    /// The day at the import's branch.
    fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.zone).date_naive()
    }

    /// The key of an external id under its source.
    fn key(&self, row: &Row, column: &'static str) -> Option<(String, String)> {
        let source = row.get("external_source").unwrap_or(&self.source);
        Some((source.to_owned(), row.get(column)?.to_owned()))
    }
}

/// Takes rows in.
pub(super) struct Rows {
    kind: TableKind,
    context: Context,
}

impl Rows {
    pub(super) fn of(conn: &mut PgConnection, kind: TableKind, import: &Claimed) -> QueryResult<Self> {
        let options = &import.options.0;
        let zone = store::branch_zone(conn, import.branch_id)?;
        let exponent = store::exponent(conn)?;
        Ok(Self {
            kind,
            context: Context {
                import_id: import.id,
                branch_id: import.branch_id,
                staff_id: import.staff_id,
                // The table's check allows no zone that there is not.
                zone: zone.parse().unwrap_or(Tz::UTC),
                dry_run: options.dry_run,
                exponent,
                source: options.source.clone().unwrap_or_default(),
                pretended: HashMap::new(),
            },
        })
    }

    /// Takes rows in, all or none.
    pub(super) fn take(&self, conn: &mut PgConnection, rows: &[&Row], now: DateTime<Utc>) -> QueryResult<Taken> {
        if !self.context.dry_run {
            return self.write(conn, rows, now);
        }
        let mut taken = Taken::default();
        let undone = conn.transaction(|conn| {
            taken = self.write(conn, rows, now)?;
            Err::<(), _>(DieselError::RollbackTransaction)
        });
        match undone {
            Ok(()) | Err(DieselError::RollbackTransaction) => Ok(taken),
            Err(error) => Err(error),
        }
    }

    fn write(&self, conn: &mut PgConnection, rows: &[&Row], now: DateTime<Utc>) -> QueryResult<Taken> {
        match self.kind {
            TableKind::Patrons => patrons::take(conn, &self.context, rows, now),
            TableKind::Items => items::take(conn, &self.context, rows, now),
            TableKind::Loans => loans::take(conn, &self.context, rows, now),
            TableKind::Balances => balances::take(conn, &self.context, rows, now),
        }
    }

    /// Remembers what a batch would have added.
    pub(super) fn remember(&mut self, taken: &Taken) {
        if self.context.dry_run {
            self.context.pretended.extend(&taken.pretended);
        }
    }
}

/// What can be taken in, and what is said of the others.
pub(super) fn parted(entries: &[Entry]) -> (Vec<&Row>, Vec<&[Remark]>) {
    let (mut rows, mut refused) = (Vec::with_capacity(entries.len()), Vec::new());
    for entry in entries {
        match entry {
            Entry::Row(row) => rows.push(row),
            Entry::Refused(remarks) => refused.push(remarks.as_slice()),
        }
    }
    (rows, refused)
}
