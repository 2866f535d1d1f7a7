//! What is known of a batch's patrons, and of those who answer for them.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use crate::patrons::intake::{self, Category};

use super::super::super::store::{self, BranchCode, PatronRow, Standing};
use super::super::Row;
use super::super::patron_name::{Name, Named};
use super::fields::Person;

/// Everything a batch is decided by. The records are locked.
pub(super) struct Known {
    pub categories: HashMap<String, Category>,
    pub branches: HashMap<String, BranchCode>,
    named: Named,
    standing: HashMap<Uuid, Standing>,
}

impl Known {
    /// Finds the records by what the rows call them, locks them in the order of their ids, and then reads what stands around
    /// them.
    pub(super) fn load(conn: &mut PgConnection, people: &[(&Row, Person)], today: NaiveDate) -> QueryResult<Self> {
        let guardians = people
            .iter()
            .filter_map(|(_, person)| person.guardian.clone().map(|(_, name)| name));
        let own = people.iter().flat_map(|(_, person)| person.names());
        let named = Named::load(conn, own.chain(guardians))?;
        let standing = store::standing_of(conn, &named.ids(), today)?;
        Ok(Self {
            categories: intake::categories(conn)?,
            branches: store::branch_codes(conn)?
                .into_iter()
                .map(|row| (row.code.clone(), row))
                .collect(),
            named,
            standing: standing.into_iter().map(|row| (row.id, row)).collect(),
        })
    }

    /// Whom the name stands for, and whether a card is in use.
    pub(super) fn named(&self, name: &Name) -> Option<(Uuid, bool)> {
        self.named.id(name)
    }

    pub(super) fn record(&self, id: Uuid) -> Option<&PatronRow> {
        self.named.record(id)
    }

    pub(super) fn standing(&self, id: Uuid) -> Option<&Standing> {
        self.standing.get(&id)
    }
}
