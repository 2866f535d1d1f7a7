//! What a row says of a charge.

use chrono::{DateTime, NaiveDate, Utc};

use crate::patrons::fields;
use crate::platform::fit::{Rule, line};

use super::super::super::report::Remark;
use super::super::cells::Reader;
use super::super::patron_name::{Name, wanted};
use super::super::{Context, Row};

const DESCRIPTION: Rule = Rule::new(1, 200, line);
/// What a charge may be for; the ledger's own words.
const KINDS: &[&str] = &["overdue", "lost", "processing", "damage", "card", "manual"];
/// The highest charge, in minor units.
const HIGHEST: i64 = 100_000_000;

/// A charge as a row gives it.
#[derive(Debug)]
pub(super) struct Owed {
    /// Source and id there.
    pub key: (String, String),
    pub patron: (&'static str, Name),
    /// Minor units.
    pub amount: i64,
    pub kind: &'static str,
    pub description: Option<String>,
    pub incurred_on: Option<NaiveDate>,
    pub branch: Option<String>,
}

impl Owed {
    pub(super) fn read(row: &Row, context: &Context, now: DateTime<Utc>) -> Result<Self, Vec<Remark>> {
        let mut reader = Reader::of(row);
        reader.present("external_id");
        reader.present("amount");
        let source = row.get("patron_source").unwrap_or(&context.source);
        let incurred_on = reader.date("incurred_on");
        if let Some(day) = incurred_on {
            reader.fits("incurred_on", fields::date(day));
            reader.fits("incurred_on", fields::born(incurred_on, context.today(now)));
        }
        let charge = Self {
            key: context.key(row, "external_id").unwrap_or_default(),
            patron: wanted(&mut reader, source),
            amount: reader.money("amount", context.exponent, (1, HIGHEST)).unwrap_or(0),
            kind: reader.one_of("kind", KINDS).unwrap_or("manual"),
            description: reader.text("description", &DESCRIPTION),
            incurred_on,
            branch: reader.code("branch"),
        };
        reader.end(charge)
    }
}
