//! Patrons of another age than their category is for, and the category they belong in.

use carrel_rules::membership::{Ages, category_for};
use carrel_rules::patron::age_on;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::dates::SortKey;
use crate::platform::desk::Desk;
use crate::platform::page::Slice;
use crate::platform::refs::CodeRef;

use super::store::{self, CategoryOfAges, OutgrownRow};

/// A patron who belongs elsewhere by age.
#[derive(Debug)]
pub(super) struct Outgrown {
    pub row: OutgrownRow,
    /// In whole years, on the desk's day.
    pub age: u32,
    /// None when no category is for this age.
    pub suggested: Option<CodeRef>,
}

/// The last patron of a page. Says nothing about them. The category is that of the page: whoever is moved to another
/// meanwhile leaves the list, and the next page still begins where this one ended.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct After {
    pub category_id: Uuid,
    pub id: Uuid,
}

impl SortKey for After {}

/// One page of them, by category, the oldest first. Notes who looked.
pub(super) fn list(conn: &mut PgConnection, desk: &Desk, slice: &Slice<After>) -> QueryResult<Vec<Outgrown>> {
    let rows = store::outgrown(conn, desk, slice.after.as_ref(), slice.fetch())?;
    let categories = store::categories_by_code(conn)?;
    let fitting = |age| category_for(age, categories.iter().map(|category| (category, category.ages())));
    let outgrown = rows.into_iter().map(|row| {
        let age = age_on(row.birth_on, desk.today);
        Outgrown {
            row,
            age,
            suggested: fitting(age).map(CodeRef::from),
        }
    });
    Ok(outgrown.collect())
}

impl Outgrown {
    /// Where the next page starts.
    pub(super) fn place(&self) -> After {
        After {
            category_id: self.row.category.0.id,
            id: self.row.id,
        }
    }
}

impl CategoryOfAges {
    /// The column's check constraint allows no negative age.
    fn ages(&self) -> Ages {
        let years = |age: Option<i16>| age.and_then(|age| u32::try_from(age).ok());
        Ages {
            min: years(self.min_age),
            max: years(self.max_age),
        }
    }
}

impl From<&CategoryOfAges> for CodeRef {
    fn from(category: &CategoryOfAges) -> Self {
        Self {
            id: category.id,
            code: category.code.clone(),
            name: category.name.clone(),
        }
    }
}
