//! What a row says of a loan.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::super::super::report::Remark;
use super::super::cells::Reader;
use super::super::patron_name::{Name, wanted};
use super::super::{Context, Row};

/// As many renewals as a loan may have had.
const MOST_RENEWALS: i64 = 999;

/// A moment, or a day whose time the branch's zone gives.
#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    At(DateTime<Utc>),
    On(NaiveDate),
}

/// A loan as a row gives it.
#[derive(Debug)]
pub(super) struct Lent {
    pub barcode: String,
    pub patron: (&'static str, Name),
    pub branch: Option<String>,
    pub lent_at: Moment,
    pub due_at: Moment,
    pub renewals: i16,
}

impl Lent {
    pub(super) fn read(row: &Row, context: &Context) -> Result<Self, Vec<Remark>> {
        let mut reader = Reader::of(row);
        reader.present("item_barcode");
        let source = row.get("patron_source").unwrap_or(&context.source);
        let loan = Self {
            barcode: reader.barcode("item_barcode").unwrap_or_default(),
            patron: wanted(&mut reader, source),
            branch: reader.code("branch"),
            lent_at: moment(&mut reader, "lent_at"),
            due_at: moment(&mut reader, "due_at"),
            renewals: row
                .get("renewals")
                .and_then(|_| reader.number("renewals", (0, MOST_RENEWALS)))
                .and_then(|count| i16::try_from(count).ok())
                .unwrap_or(0),
        };
        reader.end(loan)
    }
}

impl Moment {
    /// The instant, where a day alone stands for this time of it.
    pub(super) fn at(self, zone: chrono_tz::Tz, time: NaiveTime) -> Option<DateTime<Utc>> {
        match self {
            Self::At(at) => Some(at),
            // A time that a clock change leaves out is the hour before.
            Self::On(day) => day
                .and_time(time)
                .and_local_timezone(zone)
                .latest()
                .map(|at| at.with_timezone(&Utc)),
        }
    }
}

fn moment(reader: &mut Reader<'_>, column: &'static str) -> Moment {
    let otherwise = Moment::On(NaiveDate::MIN);
    let Some(text) = reader.present(column) else {
        return otherwise;
    };
    let text = text.trim();
    if text.len() == 10 {
        return reader.date(column).map_or(otherwise, Moment::On);
    }
    match DateTime::parse_from_rfc3339(text) {
        Ok(at) => Moment::At(at.with_timezone(&Utc)),
        Err(_) => {
            let detail = "A day such as 2026-11-27, or a moment such as 2026-11-27T15:30:00Z.";
            reader.refuse(column, "not-a-date", detail);
            otherwise
        }
    }
}
