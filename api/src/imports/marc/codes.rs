//! The library's codes, looked up once and not for every item.

use std::collections::HashMap;

use diesel::prelude::*;
use uuid::Uuid;

use super::super::store::{self, CodeTable};
use super::map::ItemFields;

/// Codes of the library have so many characters at the most.
const LONGEST: usize = 16;

/// What a code of a record stands for here.
#[derive(Debug, Default)]
pub(in crate::imports) struct Codes {
    branches: HashMap<String, Uuid>,
    item_types: HashMap<String, Uuid>,
    collections: HashMap<String, Uuid>,
    locations: HashMap<(Uuid, String), Uuid>,
}

/// A code that was made, for the audit.
pub(super) struct Created {
    pub deed: &'static str,
    pub kind: &'static str,
    pub id: Uuid,
}

impl Codes {
    /// Reads every list.
    pub(in crate::imports) fn load(conn: &mut PgConnection) -> QueryResult<Self> {
        let mut codes = Self::default();
        for row in store::codes(conn)? {
            match (row.list.as_str(), row.branch_id) {
                ("branch", _) => codes.branches.insert(row.code, row.id),
                ("item_type", _) => codes.item_types.insert(row.code, row.id),
                ("collection", _) => codes.collections.insert(row.code, row.id),
                (_, Some(branch_id)) => codes.locations.insert((branch_id, row.code), row.id),
                (_, None) => None,
            };
        }
        Ok(codes)
    }

    pub(super) fn branch(&self, text: &str) -> Option<Uuid> {
        self.branches.get(&code(text)).copied()
    }

    pub(in crate::imports) fn item_type(&self, text: &str) -> Option<Uuid> {
        self.item_types.get(&code(text)).copied()
    }

    pub(in crate::imports) fn collection(&self, text: &str) -> Option<Uuid> {
        self.collections.get(&code(text)).copied()
    }

    pub(in crate::imports) fn location(&self, branch_id: Uuid, text: &str) -> Option<Uuid> {
        self.locations.get(&(branch_id, code(text))).copied()
    }

    /// Makes the codes of `items` that are not there, and knows them from now on. A code stands at the branch of the item, or
    /// at `branch_id`.
    pub(super) fn complete<'a>(
        &mut self,
        conn: &mut PgConnection,
        items: impl Iterator<Item = &'a ItemFields>,
        branch_id: Uuid,
    ) -> QueryResult<Vec<Created>> {
        let missing = self.missing(items, branch_id);
        if missing.is_empty() {
            return Ok(Vec::new());
        }
        let created = missing.create(conn)?;
        *self = Self::load(conn)?;
        Ok(created)
    }

    /// The same, known without being made.
    pub(super) fn pretend<'a>(&mut self, items: impl Iterator<Item = &'a ItemFields>, branch_id: Uuid) {
        let missing = self.missing(items, branch_id);
        let entry = |(code, name): (String, String)| {
            drop(name);
            (code, Uuid::now_v7())
        };
        self.item_types.extend(missing.item_types.into_iter().map(entry));
        self.collections.extend(missing.collections.into_iter().map(entry));
        let locations = missing.locations.into_keys();
        self.locations.extend(locations.map(|place| (place, Uuid::now_v7())));
    }

    fn missing<'a>(&self, items: impl Iterator<Item = &'a ItemFields>, branch_id: Uuid) -> Missing {
        let mut missing = Missing::default();
        for item in items {
            if let Some(text) = item.item_type.as_deref().filter(|text| self.item_type(text).is_none()) {
                missing.item_types.insert(code(text), text.to_owned());
            }
            if let Some(text) = item
                .collection
                .as_deref()
                .filter(|text| self.collection(text).is_none())
            {
                missing.collections.insert(code(text), text.to_owned());
            }
            let branch_id = item
                .branch
                .as_deref()
                .and_then(|text| self.branch(text))
                .unwrap_or(branch_id);
            if let Some(text) = item
                .location
                .as_deref()
                .filter(|text| self.location(branch_id, text).is_none())
            {
                missing.locations.insert((branch_id, code(text)), text.to_owned());
            }
        }
        missing.item_types.remove("");
        missing.collections.remove("");
        missing.locations.retain(|(_, code), _| !code.is_empty());
        missing
    }
}

/// Codes with the text they are made of, which becomes their name.
#[derive(Default)]
struct Missing {
    item_types: HashMap<String, String>,
    collections: HashMap<String, String>,
    locations: HashMap<(Uuid, String), String>,
}

impl Missing {
    fn is_empty(&self) -> bool {
        self.item_types.is_empty() && self.collections.is_empty() && self.locations.is_empty()
    }

    fn create(self, conn: &mut PgConnection) -> QueryResult<Vec<Created>> {
        let rows = |codes: HashMap<String, String>| -> Vec<(Uuid, String, String)> {
            codes
                .into_iter()
                .map(|(code, name)| (Uuid::now_v7(), code, name))
                .collect()
        };
        let places = self.locations.into_iter();
        let places: Vec<(Uuid, Uuid, String, String)> = places
            .map(|((branch_id, code), name)| (Uuid::now_v7(), branch_id, code, name))
            .collect();
        let item_types = store::create_codes(conn, CodeTable::ItemTypes, &rows(self.item_types))?;
        let collections = store::create_codes(conn, CodeTable::Collections, &rows(self.collections))?;
        let locations = store::create_locations(conn, &places)?;
        let lists = [
            ("item_type.created", "item_type", item_types),
            ("collection.created", "collection", collections),
            ("location.created", "location", locations),
        ];
        let created = lists
            .into_iter()
            .flat_map(|(deed, kind, rows)| rows.into_iter().map(move |row| Created { deed, kind, id: row.id }));
        Ok(created.collect())
    }
}

/// A code as the library writes them: capitals, digits and hyphens.
fn code(text: &str) -> String {
    let letters = text.trim().chars().map(|c| match c.to_ascii_uppercase() {
        c if c.is_ascii_uppercase() || c.is_ascii_digit() => c,
        _ => '-',
    });
    let code: String = letters.take(LONGEST).collect();
    code.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn codes_are_capitals_digits_and_hyphens() {
        for (text, expected) in [
            ("HUNT-AUDIO", "HUNT-AUDIO"),
            (" large print ", "LARGE-PRINT"),
            ("Ünïcode", "N-CODE"),
            ("a very long code indeed", "A-VERY-LONG-CODE"),
            ("--", ""),
        ] {
            assert_eq!(code(text), expected);
        }
    }
}
