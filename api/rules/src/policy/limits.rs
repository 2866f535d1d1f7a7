//! How much one patron may have at a time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::attributes::layered;
use super::resolve::{by_specificity, covers};
use super::validate::{self, FieldError};

layered! {
    /// The limits of a patron. Unset means: no limit. A limit is the most that is still allowed.
    Limits {
        /// Open loans, on-site ones not counted.
        max_loans: i32,
        /// Open holds.
        max_holds: i32,
        /// What may be owed, in minor units, before loans stop.
        max_balance: i64,
        /// Loans that may be overdue before further ones stop.
        max_overdue: i32,
        /// Items that may be lost before further loans stop.
        max_lost: i32,
        /// What overdue fines may come to over all of the patron's loans, in minor units.
        fine_cap: i64,
    }
}

/// Limits for the patrons of a branch, of a category, of both or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitsRow {
    /// The row.
    pub id: Uuid,
    /// The patron's home branch; none: every branch.
    pub branch_id: Option<Uuid>,
    /// The patron's category; none: every category.
    pub category_id: Option<Uuid>,
    /// What it says.
    pub limits: Limits,
}

/// The limits that hold for a patron, and which row gave each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LimitsResolution {
    /// The limits.
    pub limits: Limits,
    /// The row each set limit came from.
    pub sources: BTreeMap<&'static str, Uuid>,
}

/// The limits of a patron of this home branch and category. A named branch weighs more than a named category.
pub fn resolve_limits(rows: &[LimitsRow], branch: Uuid, category: Uuid) -> LimitsResolution {
    let mut matching: Vec<_> = rows
        .iter()
        .filter(|row| covers(row.branch_id, branch) && covers(row.category_id, category))
        .collect();
    by_specificity(&mut matching, |row| ([row.branch_id, row.category_id, None], row.id));
    let mut found = LimitsResolution::default();
    for row in matching {
        let LimitsResolution { limits, sources } = &mut found;
        limits.fill(&row.limits, |name| {
            sources.insert(name, row.id);
        });
    }
    found
}

impl Limits {
    /// What is wrong with the values, field by field.
    pub fn validate(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let counts = [
            ("max_loans", self.max_loans),
            ("max_holds", self.max_holds),
            ("max_overdue", self.max_overdue),
            ("max_lost", self.max_lost),
        ];
        validate::within(
            &mut errors,
            &counts.map(|(name, value)| (name, value.map(i64::from))),
            0,
            validate::MAX_COUNT,
        );
        validate::within(
            &mut errors,
            &[("max_balance", self.max_balance), ("fine_cap", self.fine_cap)],
            0,
            validate::MAX_AMOUNT,
        );
        errors
    }
}
