//! What a block rests on.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;

/// One fact behind a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Fact {
    /// A number of things.
    Count(i64),
    /// An amount in minor units.
    Amount(i64),
    /// A date of the branch.
    Date(NaiveDate),
    /// An instant.
    At(DateTime<Utc>),
    /// Which record.
    Id(Uuid),
    /// Words that staff wrote or a code of the system.
    Text(String),
}

/// The facts behind a block, by name.
pub type Facts = BTreeMap<&'static str, Fact>;

impl From<DateTime<Utc>> for Fact {
    fn from(at: DateTime<Utc>) -> Self {
        Self::At(at)
    }
}

impl From<NaiveDate> for Fact {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<Uuid> for Fact {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}
